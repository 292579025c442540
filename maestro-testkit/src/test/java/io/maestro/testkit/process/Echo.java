package io.maestro.testkit.process;

import io.maestro.run.RunId;
import java.nio.file.Path;

/** A program that says what it was given, and waits. */
public final class Echo {
  private Echo() {}

  public static void main(String[] args) throws InterruptedException {
    Child child = Child.of(args);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> child.say("told to end")));
    child.witness().accepted(RunId.of(child.arguments().get(0)));
    child.ready();
    child.say("was given " + child.arguments());
    if (child.arguments().contains("parent")) {
      ProcessCluster own = ProcessCluster.of(Echo.class, Path.of(child.arguments().get(2)));
      child.say("has a child " + own.start("grandchild").pid());
      child.faults().crash();
    }
    if (child.arguments().contains("crash")) {
      child.faults().crash();
    }
    Thread.currentThread().join();
  }
}
