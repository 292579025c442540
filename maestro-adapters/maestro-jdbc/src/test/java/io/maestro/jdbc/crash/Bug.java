package io.maestro.jdbc.crash;

import io.maestro.store.ClaimRequest;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Claims;
import io.maestro.store.Lease;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Bugs that are planted in a store, to see that a harness finds them. */
@SuppressWarnings("FutureReturnValueIgnored") // what a proxy returns, and a late write
enum Bug {
  /** None at all. */
  NONE {
    @Override
    Object call(RunStore runs, Method method, Object[] arguments, Executor later) throws Throwable {
      return invoke(runs, method, arguments);
    }
  },
  /** Says that a step is recorded, and records it a moment later. */
  ACKNOWLEDGED_BEFORE_WRITTEN {
    @Override
    Object call(RunStore runs, Method method, Object[] arguments, Executor later) throws Throwable {
      if (!isRecording(method, arguments)) {
        return invoke(runs, method, arguments);
      }
      RunWrite write = (RunWrite) arguments[0];
      CompletableFuture.delayedExecutor(50, java.util.concurrent.TimeUnit.MILLISECONDS, later)
          .execute(() -> runs.write(write));
      return CompletableFuture.completedFuture(null);
    }
  },
  /** Takes every write, whoever makes it. */
  NO_EPOCH_CHECK {
    @Override
    Object call(RunStore runs, Method method, Object[] arguments, Executor later) throws Throwable {
      if (!method.getName().equals("write")) {
        return invoke(runs, method, arguments);
      }
      RunWrite write = (RunWrite) arguments[0];
      return runs.find(write.lease().run())
          .thenCompose(found -> runs.write(as(owner(found).orElse(write.lease()), write)));
    }
  },
  /** Gives runs away without their journals: whoever gets one begins anew. */
  RECOVERED_WITHOUT_JOURNAL {
    @Override
    Object call(RunStore runs, Method method, Object[] arguments, Executor later) throws Throwable {
      return method.getName().equals("claim")
          ? runs.claim((ClaimRequest) arguments[0]).thenApply(Bug::withoutJournals)
          : invoke(runs, method, arguments);
    }
  },
  /** Never gives a run away again that was once owned. */
  NEVER_TAKEN_OVER {
    @Override
    Object call(RunStore runs, Method method, Object[] arguments, Executor later) throws Throwable {
      return method.getName().equals("claim")
          ? CompletableFuture.completedFuture(new Claims(List.of(), Optional.empty()))
          : invoke(runs, method, arguments);
    }
  };

  abstract Object call(RunStore runs, Method method, Object[] arguments, Executor later)
      throws Throwable;

  /** Returns the store with this bug. */
  StateStoreFactory in(StateStoreFactory store) {
    return this == NONE
        ? store
        : context -> {
          StateStore opened = store.open(context);
          return proxy(
              StateStore.class,
              (method, arguments) ->
                  method.getName().equals("runs")
                      ? runs(opened.runs(), context.executor())
                      : invoke(opened, method, arguments));
        };
  }

  private RunStore runs(RunStore runs, Executor later) {
    return proxy(RunStore.class, (method, arguments) -> call(runs, method, arguments, later));
  }

  private static boolean isRecording(Method method, Object[] arguments) {
    return method.getName().equals("write") && ((RunWrite) arguments[0]).end().isEmpty();
  }

  private static Optional<Lease> owner(Optional<RunRecord> found) {
    return found
        .filter(run -> run.owner().isPresent())
        .map(run -> new Lease(run.id(), run.owner().get(), run.epoch()));
  }

  private static RunWrite as(Lease owner, RunWrite write) {
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

  private static Claims withoutJournals(Claims claims) {
    return new Claims(
        claims.runs().stream()
            .map(
                run ->
                    new ClaimedRun(
                        run.lease(),
                        run.run(),
                        List.of(),
                        run.letters(),
                        run.mailSeen(),
                        run.past()))
            .toList(),
        claims.nextDueIn());
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

  static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
