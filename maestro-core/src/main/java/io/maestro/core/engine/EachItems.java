package io.maestro.core.engine;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.TypeToken;
import io.maestro.flow.Branch;
import io.maestro.flow.Each;
import io.maestro.run.RecordedStep.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Items to be worked on side by side. */
record EachItems<I>(
    FlowScope scope, String path, List<I> items, Function<? super I, ?> key, int parallelism)
    implements Each<I> {

  /** Makes the code of one item's strand. */
  private interface ItemCode<I> {
    Object run(I item, String itemPath, Pass pass);
  }

  @Override
  public Each<I> parallelism(int atOnce) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("parallelism must be 1 or more: " + atOnce);
    }
    return new EachItems<>(scope, path, items, key, atOnce);
  }

  @Override
  public <T> Branch<List<T>> step(TypeToken<T> type, ItemStep<? super I, T> code) {
    requireNonNull(code, "code");
    return begin(
        (item, itemPath, pass) ->
            new StepVerb<>(
                    scope.below(pass, path),
                    itemPath,
                    Verb.STEP,
                    type,
                    step -> code.run(item, step))
                .run());
  }

  @Override
  public <T> Branch<List<T>> stage(TypeToken<T> type, ItemFlow<? super I, T> code) {
    requireNonNull(code, "code");
    return begin(
        (item, itemPath, pass) ->
            new StageVerb<>(scope.below(pass, path), itemPath, type, flow -> code.run(item, flow))
                .run());
  }

  @Override
  public <T> Branch<List<T>> flow(ItemFlow<? super I, T> code) {
    requireNonNull(code, "code");
    return begin(
        (item, itemPath, pass) ->
            FlowScope.runWhole(scope.below(pass, itemPath), flow -> code.run(item, flow)));
  }

  private <T> Branch<List<T>> begin(ItemCode<I> code) {
    scope.beginVerb();
    Group group =
        scope
            .session
            .strands()
            .branches()
            .group(scope.pass, path, parallelism, () -> strands(code));
    group.items().forEach(scope::add);
    return new GroupBranch<>(scope, group);
  }

  private List<Strand> strands(ItemCode<I> code) {
    Set<String> paths = new HashSet<>();
    List<Strand> strands = new ArrayList<>(items.size());
    for (I item : items) {
      String itemPath = PathKey.append(path, key.apply(item));
      if (!paths.add(itemPath)) {
        throw new IllegalArgumentException("two items have the same key: " + itemPath);
      }
      strands.add(
          new Strand(
              scope.session, itemPath, scope.pass.now(), pass -> code.run(item, itemPath, pass)));
    }
    return strands;
  }

  private record GroupBranch<T>(FlowScope scope, Group group) implements Branch<List<T>> {
    @Override
    @SuppressWarnings("unchecked") // the strands were made from code that gives a T
    public List<T> join() {
      scope.beginVerb();
      group.items().forEach(scope::joined);
      return (List<T>) scope.join(group);
    }
  }
}
