package io.maestro.testkit.sim;

import io.maestro.store.ClaimRequest;
import io.maestro.store.Lease;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores with a planted bug each, to see that a harness finds it. */
final class BrokenStore {
  private BrokenStore() {}

  /** One request to the runs of a store. */
  private interface Bug {
    Object call(RunStore runs, Method method, Object[] arguments) throws Throwable;
  }

  /** Takes every write, whoever makes it. */
  static StateStoreFactory withoutEpochCheck(StateStoreFactory store) {
    return with(
        store,
        (runs, method, arguments) ->
            method.getName().equals("write")
                ? runs.write(asOwner(runs, (RunWrite) arguments[0]))
                : invoke(runs, method, arguments));
  }

  private static RunWrite asOwner(RunStore runs, RunWrite write) {
    Optional<RunRecord> run = runs.find(write.lease().run()).toCompletableFuture().join();
    Lease owner =
        run.filter(record -> record.owner().isPresent())
            .map(record -> new Lease(record.id(), record.owner().get(), record.epoch()))
            .orElse(write.lease());
    return new RunWrite(
        owner,
        write.recorded(),
        write.forgotten(),
        write.taken(),
        write.sent(),
        write.next(),
        write.end(),
        write.ownership());
  }

  /** Says that a step is recorded, and never records every tenth. */
  static StateStoreFactory acknowledgingBeforeWriting(StateStoreFactory store) {
    AtomicInteger writes = new AtomicInteger();
    return with(
        store,
        (runs, method, arguments) ->
            method.getName().equals("write")
                    && ((RunWrite) arguments[0]).end().isEmpty()
                    && writes.incrementAndGet() % 10 == 0
                ? CompletableFuture.completedFuture(null)
                : invoke(runs, method, arguments));
  }

  /** Hands out journals without their first step. */
  static StateStoreFactory forgettingJournals(StateStoreFactory store) {
    return with(
        store,
        (runs, method, arguments) ->
            method.getName().equals("claim")
                ? runs.claim((ClaimRequest) arguments[0]).thenApply(Emptied::of)
                : invoke(runs, method, arguments));
  }

  private static StateStoreFactory with(StateStoreFactory store, Bug bug) {
    return context -> {
      StateStore opened = store.open(context);
      return proxy(
          StateStore.class,
          (method, arguments) ->
              method.getName().equals("runs")
                  ? proxy(RunStore.class, (m, args) -> bug.call(opened.runs(), m, args))
                  : invoke(opened, method, arguments));
    };
  }

  private interface Call {
    Object call(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.call(method, arguments)));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
