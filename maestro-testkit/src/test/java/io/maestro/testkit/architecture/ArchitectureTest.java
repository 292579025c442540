package io.maestro.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.maestro.codec.TypeToken;
import io.maestro.testkit.Proves;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules that hold for all published modules. */
class ArchitectureTest {
  /** The one place that may look at the machine's clock and make threads. */
  private static final String CONCURRENT = "io.maestro.core.concurrent..";

  private static final DescribedPredicate<JavaClass> CORE = resideInAPackage("io.maestro.core..");
  private static final DescribedPredicate<JavaClass> TESTKIT =
      resideInAPackage("io.maestro.testkit..");
  private static final DescribedPredicate<JavaClass> API =
      resideInAPackage("io.maestro..")
          .and(DescribedPredicate.not(CORE))
          .and(DescribedPredicate.not(TESTKIT))
          .as("the API");

  /** One slice for each package; a pattern would leave the root package out. */
  private static final SliceAssignment EACH_PACKAGE =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return type.getPackageName().startsWith("io.maestro")
              ? SliceIdentifier.of(type.getPackageName())
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "the packages";
        }
      };

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Thread.sleep",
          "java.lang.Thread.onSpinWait",
          "java.util.concurrent.TimeUnit.sleep",
          "java.util.concurrent.locks.LockSupport.parkNanos",
          "java.util.concurrent.locks.LockSupport.parkUntil",
          "java.util.concurrent.CompletableFuture.orTimeout",
          "java.util.concurrent.CompletableFuture.completeOnTimeout",
          "java.util.concurrent.CompletableFuture.delayedExecutor",
          "java.util.Calendar.getInstance");

  private static final Set<String> THREADS =
      Set.of(
          "java.util.Timer",
          "java.util.concurrent.Executors",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ForkJoinWorkerThread",
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.concurrent.ScheduledThreadPoolExecutor");

  private static final Set<String> SURROUNDINGS =
      Set.of(
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.System.setProperty",
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.System.in",
          "java.lang.System.exit",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong",
          "java.lang.Boolean.getBoolean");

  /** Real processes live in real time, have threads that read from them, and surroundings. */
  private static final DescribedPredicate<JavaClass> IN_ONE_PROCESS =
      DescribedPredicate.not(resideInAPackage("io.maestro.testkit.process.."));

  @Test
  void packagesHaveNoCycles() {
    check(
        slices()
            .assignedFrom(EACH_PACKAGE)
            .should()
            .beFreeOfCycles()
            .because("a reader must be able to start at the leaves"));
  }

  @Test
  void theApiNeedsNothingButTwoAnnotationLibraries() {
    check(
        classes()
            .that(API)
            .should()
            .onlyDependOnClassesThat(
                API.or(
                    resideInAnyPackage(
                        "java..", "org.jspecify.annotations..", "jakarta.validation.."))));
  }

  @Test
  void theCoreNeedsTheApiAndItsFive() {
    check(
        classes()
            .that(CORE)
            .should()
            .onlyDependOnClassesThat(
                API.or(CORE)
                    .or(
                        resideInAnyPackage(
                            "java..",
                            "javax.crypto..",
                            "org.jspecify.annotations..",
                            "jakarta.validation..",
                            "org.hibernate.validator..",
                            "com.github.benmanes.caffeine..",
                            "org.slf4j.."))));
  }

  @Test
  @Proves("8.1")
  void timeComesFromTheTimeSource() {
    check(
        noClasses()
            .that(resideInAPackage("io.maestro..").and(outsideConcurrent()))
            .should()
            .accessTargetWhere(
                access(
                    "the machine's clock",
                    access -> CLOCKS.contains(target(access)) || readsJavaTimeClock(access))));
  }

  @Test
  @Proves("7.2")
  void threadsComeFromOnePackage() {
    check(
        noClasses()
            .that(resideInAPackage("io.maestro..").and(outsideConcurrent()))
            .should()
            .accessTargetWhere(access("a thread of its own", ArchitectureTest::makesThreads)));
    check(
        noClasses()
            .that(resideInAPackage("io.maestro..").and(outsideConcurrent()))
            .should()
            .beAssignableTo(Thread.class));
  }

  @Test
  @Proves("7.1")
  void noWorkGoesToTheCommonPool() {
    check(
        noClasses()
            .should()
            .accessTargetWhere(
                access(
                    "the common pool",
                    access ->
                        target(access).equals("java.util.concurrent.ForkJoinPool.commonPool")
                            || isAsyncWithoutExecutor(access)
                            || access.getName().equals("parallelStream")
                            || target(access).equals("java.util.stream.BaseStream.parallel")
                            || target(access).equals("java.util.stream.Stream.parallel"))));
  }

  @Test
  @Proves("9.9")
  void noShutdownHookIsInstalled() {
    check(
        noClasses()
            .should()
            .accessTargetWhere(
                access(
                    "the end of the JVM",
                    access -> target(access).equals("java.lang.Runtime.addShutdownHook"))));
  }

  @Test
  @Proves("16.3")
  void nothingIsSerializedByJava() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(
                describe(
                    "serialize objects",
                    type ->
                        Set.of(
                                    "java.io.ObjectInputStream",
                                    "java.io.ObjectOutputStream",
                                    "java.io.Externalizable",
                                    "java.rmi.MarshalledObject")
                                .contains(type.getName())
                            || type.getPackageName().equals("java.beans"))));
  }

  @Test
  @Proves("14.3")
  void nothingLooksAtItsSurroundingsOrWritesToTheConsole() {
    check(
        noClasses()
            .that(IN_ONE_PROCESS)
            .should()
            .accessTargetWhere(
                access(
                    "the environment or the console",
                    access ->
                        SURROUNDINGS.contains(target(access))
                            || (access.getName().equals("printStackTrace")
                                && access.getTargetOwner().isAssignableTo(Throwable.class)
                                && access
                                    .getTarget()
                                    .getFullName()
                                    .endsWith("printStackTrace()")))));
  }

  @Test
  void publicTypesAreNotForExtensionUnlessTheySaySo() {
    check(
        classes()
            .that()
            .arePublic()
            .and()
            .areNotAssignableTo(TypeToken.class) // made to be subclassed: that captures the type
            .and()
            .haveSimpleNameNotEndingWith("Tck") // made to be subclassed: JUnit inherits the tests
            .should(
                have(
                    "be an interface, a record, an enum, an exception, sealed or final",
                    type ->
                        type.isInterface()
                            || type.isRecord()
                            || type.isEnum()
                            || type.isAssignableTo(Throwable.class)
                            || type.getModifiers().contains(JavaModifier.FINAL)
                            || type.reflect().isSealed())));
  }

  @Test
  void everyPackageIsNullMarked() {
    check(
        classes()
            .that()
            .doNotHaveSimpleName("module-info")
            .should(
                have(
                    "be in a package with @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))));
  }

  private static void check(ArchRule rule) {
    assertFalse(Published.CLASSES.isEmpty());
    rule.allowEmptyShould(true).check(Published.CLASSES);
  }

  private static DescribedPredicate<JavaClass> outsideConcurrent() {
    return DescribedPredicate.not(
            resideInAPackage(CONCURRENT).or(resideInAPackage("io.maestro.testkit.time..")))
        .and(IN_ONE_PROCESS);
  }

  private static DescribedPredicate<JavaAccess<?>> access(
      String to, Predicate<JavaAccess<?>> found) {
    return describe("use " + to, found);
  }

  private static ArchCondition<JavaClass> have(String what, Predicate<JavaClass> is) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!is.test(type)) {
          events.add(violated(type, type.getName() + " should " + what));
        }
      }
    };
  }

  private static String target(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getName();
  }

  /** {@code now()} and {@code now(zone)}, the clocks of the system, and a date made of nothing. */
  private static boolean readsJavaTimeClock(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    var signature = access.getTarget().getFullName();
    if (owner.getName().equals("java.util.Date")) {
      return signature.endsWith(".<init>()");
    }
    return owner.getPackageName().startsWith("java.time")
        && ((access.getName().equals("now") && !signature.endsWith("(java.time.Clock)"))
            || (owner.getName().equals("java.time.Clock")
                && (access.getName().startsWith("system") || access.getName().startsWith("tick")))
            || (owner.getName().equals("java.time.InstantSource")
                && access.getName().equals("system")));
  }

  private static boolean makesThreads(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    if (owner.isEquivalentTo(Thread.class)) {
      return access.getName().equals("<init>")
          || access.getName().equals("startVirtualThread")
          || access.getName().startsWith("of");
    }
    return THREADS.contains(owner.getName());
  }

  private static boolean isAsyncWithoutExecutor(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    return access.getName().endsWith("Async")
        && (owner.isEquivalentTo(CompletableFuture.class)
            || owner.isEquivalentTo(CompletionStage.class))
        && !access.getTarget().getFullName().contains(Executor.class.getName());
  }
}
