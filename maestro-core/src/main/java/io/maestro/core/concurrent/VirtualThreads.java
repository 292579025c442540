package io.maestro.core.concurrent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * The one probe for virtual threads, which Java 17 does not know and 21 does: found by name, so
 * that one jar serves both.
 */
final class VirtualThreads {
  private VirtualThreads() {}

  /** Returns an executor that makes a virtual thread for each task, or empty before Java 21. */
  static Optional<ExecutorService> executor(String namePrefix) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
      Object virtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual)).invoke();
      MethodHandle name =
          lookup.findVirtual(
              ofVirtual, "name", MethodType.methodType(ofVirtual, String.class, long.class));
      MethodHandle factory =
          lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
      MethodHandle perTask =
          lookup.findStatic(
              Executors.class,
              "newThreadPerTaskExecutor",
              MethodType.methodType(ExecutorService.class, ThreadFactory.class));
      Object named = name.invoke(virtual, namePrefix, 1L);
      return Optional.of((ExecutorService) perTask.invoke((ThreadFactory) factory.invoke(named)));
    } catch (ReflectiveOperationException olderJvm) {
      return Optional.empty();
    } catch (Throwable unexpected) {
      throw new IllegalStateException("virtual threads are there but can't be made", unexpected);
    }
  }
}
