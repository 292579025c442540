package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes the shape of a type, or says why there is none.
 *
 * @param registry what the host has said
 */
record ShapeMaker(Registry registry) {
  /** Links to a type that is part of another one, met at a place that a message can name. */
  interface Links {
    Link link(ValueType type, String where);
  }

  Shape make(ValueType type, String where, Links links) {
    Class<?> raw = type.raw();
    Optional<Form<?, ?>> form = registry.form(raw);
    if (form.isPresent()) {
      return ofForm(form.get(), where, links);
    }
    Optional<Shape> scalar = Scalars.find(raw);
    if (scalar.isPresent()) {
      return scalar.get();
    }
    checkArguments(type, where);
    Optional<Kinds.Maker> container = Kinds.find(raw);
    if (container.isPresent()) {
      return container.get().make(type, held -> links.link(held, where));
    }
    if (raw.isEnum()) {
      return EnumShape.of(raw);
    }
    if (raw.isRecord()) {
      return ofRecord(type, where, links);
    }
    if (raw.isSealed()) {
      return new SealedShape(raw, new Cases(registry, where, links).of(type));
    }
    throw new CodecException(where + ": " + Refusal.of(raw), null);
  }

  private static Shape ofForm(Form<?, ?> form, String where, Links links) {
    return form.shape(links.link(Resolution.NONE.resolve(form.form().type(), where), where));
  }

  private static void checkArguments(ValueType type, String where) {
    if (type.raw().getTypeParameters().length != type.arguments().size()) {
      throw new CodecException(
          where
              + ": it is not known what "
              + type.raw().getSimpleName()
              + " holds; give the type with its arguments: new TypeToken<List<Day>>() {}",
          null);
    }
  }

  private Shape ofRecord(ValueType type, String where, Links links) {
    Resolution inside = Resolution.inside(type);
    List<RecordShape.Component> components = new ArrayList<>();
    for (RecordComponent component : type.raw().getRecordComponents()) {
      String place = type.raw().getSimpleName() + "." + component.getName();
      ValueType declared = inside.resolve(component.getGenericType(), place);
      ValueType written = KeptOrder.of(type.raw(), component.getName(), declared);
      components.add(
          new RecordShape.Component(
              component.getName(),
              accessible(component.getAccessor(), type.raw()),
              links.link(written, place)));
    }
    return new RecordShape(
        type.raw(), registry.versions(type.raw()), components, constructor(type.raw(), where));
  }

  private static Constructor<?> constructor(Class<?> type, String where) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> found = type.getDeclaredConstructor(parameters);
      open(found, type);
      return found;
    } catch (NoSuchMethodException impossible) {
      throw new CodecException(where + ": " + type.getName() + " has no constructor", impossible);
    }
  }

  private static Method accessible(Method accessor, Class<?> type) {
    open(accessor, type);
    return accessor;
  }

  private static void open(AccessibleObject member, Class<?> type) {
    if (!member.trySetAccessible()) {
      throw new CodecException(
          "%s can't be reached: let the module %s export it, or open %s to io.maestro.jackson"
              .formatted(type.getSimpleName(), type.getModule().getName(), type.getPackageName()),
          null);
    }
  }
}
