package io.maestro.testkit.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.AnnotatedElement;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a store with contents of its own, and closes both after it. */
final class TckExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(TckExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    TckStore store = TckStore.prepare(tck(context));
    context.getStore(NAMESPACE).put(TckStore.class, store);
    Stream.<AnnotatedElement>of(context.getRequiredTestMethod(), context.getRequiredTestClass())
        .flatMap(element -> Stream.of(element.getAnnotationsByType(Needs.class)))
        .forEach(
            needs ->
                assumeTrue(
                    store.can(needs.value()),
                    () -> "the store does not have the capability " + needs.value()));
    store.open();
  }

  private static StateStoreTck tck(ExtensionContext context) {
    return context.getRequiredTestInstances().findInstance(StateStoreTck.class).orElseThrow();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TckStore store = context.getStore(NAMESPACE).remove(TckStore.class, TckStore.class);
    if (store != null) {
      store.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TckStore.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getStore(NAMESPACE).get(TckStore.class, TckStore.class);
  }
}
