package io.maestro.testkit;

import io.maestro.StrategyMaestro;
import io.maestro.codec.Codec;
import io.maestro.core.MaestroBuilder;
import io.maestro.testkit.time.VirtualTime;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a host on virtual time, and checks after it that no thread, run or timer is left.
 *
 * <p>Test methods may take a {@link TestHost}, a {@link VirtualTime}, a {@link RecordingLog}, a
 * {@link RecordingListener}, or a {@link StrategyMaestro} that is started with what the extension
 * was made with:
 *
 * <pre>{@code
 * @RegisterExtension
 * final MaestroExtension maestro = MaestroExtension.with(builder -> builder.register(LEMONADE));
 *
 * @Test
 * void develop_goodSeason_isValidated(StrategyMaestro maestro, VirtualTime time) { ... }
 * }</pre>
 */
public final class MaestroExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(MaestroExtension.class);

  private final UnaryOperator<MaestroBuilder> setup;
  private final UnaryOperator<MaestroBuilder> shared;

  /** Creates the extension of tests that start their maestros themselves. */
  public MaestroExtension() {
    this(builder -> builder, builder -> builder);
  }

  private MaestroExtension(
      UnaryOperator<MaestroBuilder> setup, UnaryOperator<MaestroBuilder> shared) {
    this.setup = setup;
    this.shared = shared;
  }

  /** Returns the extension of tests whose maestro is built with what they share. */
  public static MaestroExtension with(UnaryOperator<MaestroBuilder> setup) {
    return new MaestroExtension(Objects.requireNonNull(setup, "setup"), builder -> builder);
  }

  /**
   * Returns this extension in strict mode: every value that a run, a document or a letter would
   * keep is encoded and read back, in memory, by all maestros of the test. A type that can't be
   * stored fails the test, and code sees what it would see after a restart.
   */
  public MaestroExtension encoding(Codec codec) {
    Objects.requireNonNull(codec, "codec");
    return new MaestroExtension(setup, builder -> builder.codec(codec));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    host(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestHost host = context.getStore(NAMESPACE).remove(TestHost.class, TestHost.class);
    if (host != null) {
      List<String> left = host.close();
      if (!left.isEmpty() && context.getExecutionException().isEmpty()) {
        throw new AssertionError("the test has left: " + left);
      }
    }
  }

  private TestHost host(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(TestHost.class, type -> new TestHost(shared), TestHost.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestHost.class
        || type == VirtualTime.class
        || type == RecordingLog.class
        || type == RecordingListener.class
        || type == StrategyMaestro.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestHost host = host(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == StrategyMaestro.class) {
      return context
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent(StrategyMaestro.class, key -> host.start(setup));
    }
    if (type == VirtualTime.class) {
      return host.time();
    }
    if (type == RecordingLog.class) {
      return host.log();
    }
    return type == RecordingListener.class ? host.listener() : host;
  }
}
