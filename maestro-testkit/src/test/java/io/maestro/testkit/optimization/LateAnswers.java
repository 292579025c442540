package io.maestro.testkit.optimization;

import io.maestro.store.DocumentStore;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that does what it is asked at once and, when told to, says so later. */
final class LateAnswers implements StateStoreFactory {
  private final StateStoreFactory prompt;
  private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
  private volatile String held = "write";

  LateAnswers(StateStoreFactory prompt) {
    this.prompt = prompt;
  }

  /** Holds back the answers to what is written from now on. */
  void hold() {
    held = "write";
    gate = new CompletableFuture<>();
  }

  /** Holds back the answers to what is read from now on: they say what was there. */
  void holdReads() {
    held = "read";
    gate = new CompletableFuture<>();
  }

  /** Answers new writes at once, and returns what lets the answers held back go. */
  CompletableFuture<Void> letNewOnesPass() {
    CompletableFuture<Void> closed = gate;
    gate = CompletableFuture.completedFuture(null);
    return closed;
  }

  @Override
  public StateStore open(StoreContext context) {
    StateStore store = prompt.open(context);
    DocumentStore documents =
        proxy(
            DocumentStore.class,
            (proxy, method, arguments) -> late(method, store.documents(), arguments));
    return proxy(
        StateStore.class,
        (proxy, method, arguments) ->
            method.getName().equals("documents") ? documents : invoke(method, store, arguments));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(LateAnswers.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object late(Method method, DocumentStore documents, Object[] arguments) throws Throwable {
    Object answer = invoke(method, documents, arguments);
    CompletableFuture<Void> open = gate;
    return method.getName().equals(held)
        ? open.thenCompose(now -> (CompletionStage<?>) answer)
        : answer;
  }

  private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
