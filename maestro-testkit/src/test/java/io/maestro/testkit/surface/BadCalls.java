package io.maestro.testkit.surface;

import io.maestro.flow.Branch;
import io.maestro.flow.Each;
import io.maestro.flow.FlowContext;
import io.maestro.flow.StepContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Makes bad calls, and notes which members were reached and what came out that must not. */
final class BadCalls implements AutoCloseable {
  private static final Map<Class<?>, HostWorld.Place> WITHIN_RUNS =
      Map.of(
          FlowContext.class, HostWorld.Place.FLOW,
          StepContext.class, HostWorld.Place.STEP,
          Branch.class, HostWorld.Place.BRANCH,
          Each.class, HostWorld.Place.EACH);

  private final Random random;
  private final HostWorld world = new HostWorld();
  private final Specimens specimens;
  private final BadArguments arguments;
  private final Set<String> reached = new TreeSet<>();
  private final Set<String> broken = Collections.newSetFromMap(new ConcurrentHashMap<>());
  private volatile String current = "nothing yet";
  private int made;

  BadCalls(Random random) {
    this.random = random;
    this.specimens = new Specimens(random, world);
    this.arguments = new BadArguments(random, specimens);
  }

  /** Calls a member once, if there is something to call it on. */
  void make(Member member) {
    HostWorld.Place place = WITHIN_RUNS.get(member.type());
    if (member.needsTarget() && place != null && random.nextBoolean()) {
      makeWithin(place, member);
      return;
    }
    Object target = member.needsTarget() ? arguments.target(member.type()) : null;
    if (!member.needsTarget() || isLibrarys(target)) {
      Object[] bad = begin(member);
      judge(member, bad, () -> member.call(target, bad));
    }
  }

  private static boolean isLibrarys(Object target) {
    return target != null && !Proxy.isProxyClass(target.getClass());
  }

  private Object[] begin(Member member) {
    Object[] bad = arguments.forCall(member);
    current = member + " with " + told(bad);
    reached.add(member.toString());
    made++;
    return bad;
  }

  private void makeWithin(HostWorld.Place place, Member member) {
    Object[] bad = begin(member);
    HostWorld.Call call = (flow, target) -> makeThere(member, target, bad);
    var outcome = world.callIn(place, call).outcome();
    if (outcome.isDone() && !outcome.isCompletedExceptionally()) {
      outcome.join().fold(done -> true, failure -> noteIfWrong(failure.type(), member), r -> true);
    }
  }

  /** An Error is how a run is left that waits: it must pass. */
  private void makeThere(Member member, Object target, Object[] bad)
      throws InvocationTargetException {
    try {
      member.call(target, bad);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      noteUnlessAllowed(member, bad, thrown.getCause());
    }
  }

  private boolean noteIfWrong(String type, Member member) {
    Set<String> wrong =
        Set.of(
            "ArithmeticException",
            "ClassCastException",
            "IndexOutOfBoundsException",
            "ArrayIndexOutOfBoundsException",
            "NoSuchElementException",
            "UnsupportedOperationException");
    return wrong.contains(type) && broken.add(member + " failed its run with " + type);
  }

  private interface Called {
    Object call() throws InvocationTargetException;
  }

  private void judge(Member member, Object[] bad, Called called) {
    try {
      Object result = called.call();
      world.settle();
      if (result instanceof CompletionStage<?> stage) {
        judgeLater(member, bad, stage.toCompletableFuture());
      }
      specimens.willClose(result);
    } catch (InvocationTargetException thrown) {
      noteUnlessAllowed(member, bad, thrown.getCause());
    }
  }

  private void judgeLater(Member member, Object[] bad, CompletableFuture<?> future) {
    if (future.isCompletedExceptionally()) {
      noteUnlessAllowed(member, bad, future.handle((value, failure) -> failure).join());
    }
  }

  private void noteUnlessAllowed(Member member, Object[] bad, Throwable thrown) {
    if (!Promises.allow(member, thrown)) {
      broken.add(member + " threw " + thrown + " " + placeOf(thrown) + " given " + told(bad));
    }
  }

  private static String placeOf(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("io.maestro"))
        .findFirst()
        .map(frame -> "at " + frame)
        .orElse("");
  }

  private static String told(Object[] bad) {
    String told = Arrays.toString(Arrays.stream(bad).map(BadCalls::told).toArray());
    return told.length() > 300 ? told.substring(0, 300) + "..." : told;
  }

  private static String told(Object value) {
    return value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
  }

  /** The call in progress, for the case that it never ends. */
  String current() {
    return current;
  }

  int made() {
    return made;
  }

  Set<String> reached() {
    return reached;
  }

  /** What came out that must not, of calls, of runs and of what no caller waits for. */
  Set<String> broken() {
    Set<String> all = new TreeSet<>(broken);
    world.host().listener().problems().stream()
        .filter(problem -> !Promises.allowAnywhere(problem.cause()))
        .forEach(problem -> all.add(problem.toString()));
    return all;
  }

  @Override
  public void close() {
    specimens.close();
    world.close();
  }
}
