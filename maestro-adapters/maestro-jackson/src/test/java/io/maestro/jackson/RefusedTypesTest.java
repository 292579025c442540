package io.maestro.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.codec.CodecException;
import io.maestro.codec.TypeToken;
import io.maestro.testkit.Proves;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A type that can't be written is refused at its first use, with what to do. */
final class RefusedTypesTest {
  interface Open {}

  record Impl() implements Open {}

  record Order(List<Open> lines) {}

  record Loose(Map<String, Object> values) {}

  record Grows<T>(List<Grows<List<T>>> next) {}

  @SuppressWarnings("ClassCanBeStatic") // the mistake that hosts make
  final class Inner implements Open {}

  static final class Money {
    private final long cents;

    Money(long cents) {
      this.cents = cents;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Money money && money.cents == cents;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(cents);
    }
  }

  record Bill(Money sum) {}

  sealed interface Twins {}

  static final class One {
    record Twin() implements Twins {}
  }

  static final class Two {
    record Twin() implements Twins {}
  }

  private static String refused(Object value, TypeToken<?> type) {
    return assertThrows(CodecException.class, () -> JacksonCodec.standard().encode(value, type))
        .getMessage();
  }

  private static void assertSays(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  @Proves("27.10")
  void typesThatSayTooLittle_areRefusedByNameAndField() {
    assertSays(
        refused(new Order(List.of()), TypeToken.of(Order.class)),
        "Order.lines: the interface Open is not sealed; seal it");
    assertSays(
        refused(new Loose(Map.of()), TypeToken.of(Loose.class)), "Loose.values: Object", "declare");
    assertSays(refused(List.of(), TypeToken.of(List.class)), "List holds", "TypeToken");
    assertSays(refused(new Grows<String>(List.of()), new TypeToken<Grows<String>>() {}), "end");
    assertSays(refused(new Inner(), TypeToken.of(Inner.class)), "Inner", "make it a record");
    assertSays(
        refused((Runnable) () -> {}, TypeToken.of(Runnable.class)), "Runnable is not sealed");
    assertSays(
        refused(Optional.empty(), new TypeToken<Optional<Optional<String>>>() {}), "Optional");
    assertSays(refused(new One.Twin(), TypeToken.of(Twins.class)), "two types named Twin");
    assertSays(refused(new Exception("x"), TypeToken.of(Exception.class)), "writtenAs(Exception");
  }

  @Test
  @Proves("27.10")
  void classThatIsNoRecord_isWrittenAsItsForm() {
    TypeToken<Bill> type = TypeToken.of(Bill.class);
    var codec =
        JacksonCodec.builder()
            .writtenAs(Money.class, Long.class, money -> money.cents, Money::new)
            .build();

    assertSays(refused(new Bill(new Money(1)), type), "Bill.sum", "writtenAs(Money.class, ...)");
    assertEquals(
        new Bill(new Money(1)), codec.decode(codec.encode(new Bill(new Money(1)), type), type));
  }

  @Test
  @Proves("27.10")
  void valueOfAnotherClass_isRefusedByField() {
    @SuppressWarnings("unchecked")
    List<String> wrong = (List<String>) (List<?>) List.of(1);

    assertSays(
        refused(wrong, new TypeToken<List<String>>() {}),
        "at [0]: a Integer where String is declared");
  }
}
