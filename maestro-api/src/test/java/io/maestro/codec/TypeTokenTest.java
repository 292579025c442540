package io.maestro.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TypeTokenTest {
  private static final TypeToken<String> TEXT = TypeToken.of(String.class);
  private static final TypeToken<Integer> NUMBER = TypeToken.of(Integer.class);

  @Test
  void parameterized_sameAsCaptured_isEqualBothWays() {
    TypeToken<Map<String, Integer>> captured = new TypeToken<>() {};
    TypeToken<Map<String, Integer>> made = TypeToken.parameterized(Map.class, TEXT, NUMBER);

    assertEquals(captured, made);
    assertEquals(made, captured);
    assertEquals(captured.hashCode(), made.hashCode());
    assertEquals(captured.toString(), made.toString());
  }

  @Test
  void parameterized_itsType_equalsTheJdksOwn() {
    TypeToken<List<String>> captured = new TypeToken<>() {};
    TypeToken<List<String>> made = TypeToken.parameterized(List.class, TEXT);

    assertEquals(captured.type(), made.type());
    assertEquals(made.type(), captured.type());
    assertEquals(captured.type().hashCode(), made.type().hashCode());
  }

  @Test
  void parameterized_nestedAndMember_equalsTheJdksOwn() {
    TypeToken<Map.Entry<String, List<Integer>>> captured = new TypeToken<>() {};
    TypeToken<Map.Entry<String, List<Integer>>> made =
        TypeToken.parameterized(Map.Entry.class, TEXT, TypeToken.parameterized(List.class, NUMBER));

    assertEquals(captured, made);
    assertEquals(captured.hashCode(), made.hashCode());
    assertEquals(Map.class, ((ParameterizedType) made.type()).getOwnerType());
  }

  @Test
  void tokens_ofOtherTypes_differ() {
    assertNotEquals(TEXT, NUMBER);
    assertNotEquals(
        TypeToken.parameterized(List.class, TEXT), TypeToken.parameterized(List.class, NUMBER));
  }

  @Test
  void parameterized_wrongNumberOfArguments_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> TypeToken.parameterized(Map.class, TEXT));
    assertThrows(IllegalArgumentException.class, () -> TypeToken.parameterized(String.class, TEXT));
  }

  @Test
  void simpleName_generic_namesTheArguments() {
    TypeToken<Map<String, List<Integer>>> token = new TypeToken<>() {};

    assertEquals("Map<String,List<Integer>>", token.simpleName());
    assertEquals(Map.class, token.rawType());
  }

  @Test
  void cast_rightOrWrongValue_givesOrRefuses() {
    assertEquals("text", TEXT.cast("text"));
    assertEquals(5, TypeToken.of(int.class).cast(5));
    assertThrows(ClassCastException.class, () -> TEXT.cast(5));
  }
}
