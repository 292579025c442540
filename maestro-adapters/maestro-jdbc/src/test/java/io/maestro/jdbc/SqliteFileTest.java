package io.maestro.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.store.ClaimedRun;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.StoreException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is special about a store on a file: whose it is, and what it can't be. */
final class SqliteFileTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  @TempDir Path folder;

  private static String refusal(Path path, VirtualTime time) {
    return String.valueOf(
        assertThrows(StoreException.class, () -> Opened.of(SqliteStateStore.at(path), time))
            .getMessage());
  }

  private static void assertSays(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  @Proves({"3.10", "28.1"})
  void secondStoreInOneProcess_isRefusedByNameAndTheFirstOneGoesOn(VirtualTime time)
      throws IOException {
    Path file = folder.resolve("run.db");
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), file);
    try (Opened first = Opened.of(SqliteStateStore.at(file), time)) {
      for (Path name : List.of(file, folder.resolve(".").resolve("run.db"), link)) {
        assertSays(
            refusal(name, time), "run.db", "this process", "" + ProcessHandle.current().pid());
      }
      first.owned("run", "a");
    }
    try (Opened next = Opened.of(SqliteStateStore.at(file), time)) {
      assertEquals(1, next.claim("b").size());
    }
  }

  @Test
  @Proves({"3.10", "28.1"})
  void fileOfAnotherLiveProcess_isRefusedWithItsPidUntilThatIsKilled(VirtualTime time)
      throws Exception {
    Path file = folder.resolve("run.db");
    Process other = holder(file.resolveSibling("run.db.lock"));
    try {
      assertEquals('!', other.getInputStream().read());
      assertSays(refusal(file, time), "run.db", "another live process", "pid 4711");
    } finally {
      other.destroyForcibly().waitFor();
    }
    Opened.of(SqliteStateStore.at(file), time).close();
  }

  /** Starts a process that holds the lock as a store does, and is killed by nothing but a kill. */
  private Process holder(Path lock) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("Holder.java"),
            """
            import java.nio.ByteBuffer;
            import java.nio.channels.FileChannel;
            import java.nio.file.*;
            class Holder {
              public static void main(String[] args) throws Exception {
                FileChannel channel = FileChannel.open(Path.of(args[0]),
                    StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                channel.lock(Long.MAX_VALUE - 1, 1, false);
                channel.write(ByteBuffer.wrap("pid 4711\\n".getBytes()), 0);
                System.out.print('!');
                System.out.flush();
                System.in.read();
              }
            }
            """);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(java, source.toString(), lock.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  @Proves({"3.10", "28.2"})
  void runsOfAFormerProcess_areTakenOverAtOnceAndItsLeasesAreVoid(VirtualTime time) {
    Path file = folder.resolve("run.db");
    io.maestro.store.Lease former;
    try (Opened first = Opened.of(SqliteStateStore.at(file), time)) {
      former = first.owned("run", "a");
      first.get(first.runs().write(RunWrite.step(former, Opened.step("s", "x"))));
    }
    try (Opened next = Opened.of(SqliteStateStore.at(file), time)) {
      ClaimedRun taken = next.claim("b").get(0);

      assertEquals(ClaimedRun.Past.TAKEN_OVER, taken.past());
      assertEquals(former.epoch() + 1, taken.lease().epoch());
      assertEquals(List.of("s=x"), next.journal("run"));
      assertEquals(
          StaleEpochException.class,
          next.failure(next.runs().write(RunWrite.step(former, Opened.step("t", "y")))).getClass());
    }
  }

  @Test
  @Proves("28.2")
  void lease_whileTheWallClockJumps_neitherEndsNorGoesOn(VirtualTime time) {
    try (Opened store = Opened.of(SqliteStateStore.at(folder.resolve("run.db")), time)) {
      store.owned("run", "a");
      time.jumpWall(java.time.Duration.ofHours(1));
      assertEquals(List.of(), store.claim("b"));
      time.jumpWall(java.time.Duration.ofHours(-2));
      time.advance(Opened.LEASE);

      assertEquals(1, store.claim("b").size());
    }
  }

  @Test
  @Proves("28.3")
  void pathThatCanHoldNoDatabase_isRefusedByName(VirtualTime time) throws IOException {
    Path text = Files.writeString(folder.resolve("text.db"), "this is no database".repeat(100));

    assertSays(refusal(folder.resolve("no/run.db"), time), "no/run.db", "create it");
    assertSays(refusal(folder, time), "is a folder");
    assertSays(refusal(text, time), "text.db", "no SQLite database");
    assertEquals("this is no database".repeat(100), Files.readString(text));
  }

  @Test
  @Proves("28.3")
  void databaseInMemory_isRefusedWithAdvice() {
    for (String name : List.of(":memory:", "", "file:x?mode=memory")) {
      var refused =
          assertThrows(IllegalArgumentException.class, () -> SqliteStateStore.at(Path.of(name)));
      assertSays(String.valueOf(refused.getMessage()), "InMemoryStateStore");
    }
  }

  @Test
  @Proves("28.4")
  void fileAsACrashLeavesIt_hasAllThatWasTold(VirtualTime time) throws IOException {
    Path crashed = Files.createDirectory(folder.resolve("crashed")).resolve("run.db");
    try (Opened store = Opened.of(SqliteStateStore.at(folder.resolve("run.db")), time)) {
      var lease = store.owned("run", "a");
      for (int i = 0; i < 100; i++) {
        store.get(store.runs().write(RunWrite.step(lease, Opened.step("s" + i, "x"))));
      }
      for (String part : List.of("run.db", "run.db-wal")) {
        Files.copy(folder.resolve(part), crashed.resolveSibling(part));
      }
    }
    try (Opened next = Opened.of(SqliteStateStore.at(crashed), time)) {
      assertEquals(100, next.claim("b").get(0).journal().size());
    }
  }
}
