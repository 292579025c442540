package io.maestro.testkit.tck;

import io.maestro.testkit.time.VirtualTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The conformance tests of {@link io.maestro.store.StateStore}: everything that the engine relies
 * on, as JUnit tests that an implementer inherits.
 *
 * <pre>{@code
 * final class MyStoreTest extends StateStoreTck {
 *   @Override
 *   protected StoreUnderTest contents(VirtualTime time) {
 *     return new MyContents(time);
 *   }
 * }
 * }</pre>
 *
 * <p>A test's name begins with the number of the rule that it proves in chapter 17 of {@code
 * docs/spec.md}: {@code required05_claim_...} is of rule 17.5. Its Javadoc, in the sources, says
 * where to look if it fails. Rules for a {@link Capability} that the store does not have are
 * aborted with the reason, and their number is published as a report entry of the class.
 *
 * <p>Payloads are of no codec that the store could know, and must come back as they were given.
 */
@ExtendWith(TckExtension.class)
@ExtendWith(SkippedRules.class)
@SuppressWarnings("exports") // implementers need not name the extensions: they are inherited
public abstract class StateStoreTck {
  /** For implementers. */
  protected StateStoreTck() {}

  /**
   * Returns new, empty contents, which share nothing with any others.
   *
   * <p>Called before each test, and by some tests again for contents to copy from or to.
   *
   * @param time the time that the store is opened with
   * @throws Exception if it can't; the test then fails
   */
  protected abstract StoreUnderTest contents(VirtualTime time) throws Exception;

  @Nested
  class Documents extends DocumentRules {}

  @Nested
  class Values extends ValueRules {}

  @Nested
  class Creating extends CreateRules {}

  @Nested
  class Claiming extends ClaimRules {}

  @Nested
  class Leases extends LeaseRules {}

  @Nested
  class Writing extends WriteRules {}

  @Nested
  class Mail extends MailRules {}

  @Nested
  class Queries extends QueryRules {}

  @Nested
  class AtOnce extends ConcurrencyRules {}

  @Nested
  class Exports extends ExportRules {}

  @Nested
  class Restores extends RestoreRules {}

  @Nested
  class Lifecycle extends LifecycleRules {}

  @Nested
  class Durability extends DurabilityRules {}

  @Nested
  class Nodes extends NodeRules {}

  @Nested
  class Transactions extends TransactionRules {}
}
