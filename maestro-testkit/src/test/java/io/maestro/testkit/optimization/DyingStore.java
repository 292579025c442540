package io.maestro.testkit.optimization;

import io.maestro.codec.Codec;
import io.maestro.store.DocumentStore;
import io.maestro.store.RunStore;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A node's way to a store that dies at a chosen write: nothing is answered from then on, as if the
 * machine were gone.
 */
final class DyingStore implements StateStoreFactory {
  /** Whether the write at which it dies still happens. */
  enum When {
    BEFORE,
    AFTER
  }

  private static final Set<String> WRITES = Set.of("write", "create", "delete", "deliver");

  private final StateStoreFactory shared;
  private final AtomicInteger writes = new AtomicInteger();
  private volatile int fatal = Integer.MAX_VALUE;
  private volatile When when = When.BEFORE;
  private volatile boolean dead;

  DyingStore(StateStoreFactory shared) {
    this.shared = shared;
  }

  /** Counts from now on, and dies at the write with this number, from 1. */
  void dieAt(int write, When moment) {
    writes.set(0);
    fatal = write;
    when = moment;
  }

  int writes() {
    return writes.get();
  }

  boolean isDead() {
    return dead;
  }

  @Override
  public StateStore open(StoreContext context) {
    return new Store(this, shared.open(context));
  }

  private <T> T dying(Class<T> facet, T alive) {
    InvocationHandler handler = (proxy, method, arguments) -> call(alive, method, arguments);
    return facet.cast(
        Proxy.newProxyInstance(DyingStore.class.getClassLoader(), new Class<?>[] {facet}, handler));
  }

  private Object call(Object alive, Method method, Object[] arguments) throws Throwable {
    if (dead) {
      return never();
    }
    boolean isFatal = WRITES.contains(method.getName()) && writes.incrementAndGet() == fatal;
    dead = isFatal;
    if (isFatal && when == When.BEFORE) {
      return never();
    }
    Object answer = invoke(alive, method, arguments);
    return isFatal ? never() : answer;
  }

  private static CompletionStage<Object> never() {
    return new CompletableFuture<>();
  }

  private static Object invoke(Object alive, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(alive, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private record Store(DyingStore node, StateStore store) implements StateStore {
    @Override
    public DocumentStore documents() {
      return node.dying(DocumentStore.class, store.documents());
    }

    @Override
    public RunStore runs() {
      return node.dying(RunStore.class, store.runs());
    }

    @Override
    public Codec defaultCodec() {
      return store.defaultCodec();
    }

    @Override
    public Optional<Duration> pollEvery() {
      return store.pollEvery();
    }

    @Override
    public StoreExport export() {
      return store.export();
    }

    @Override
    public StoreRestore restore(StoreRestore.Target target) {
      return store.restore(target);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
