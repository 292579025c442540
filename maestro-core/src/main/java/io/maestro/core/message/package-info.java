/** Messages in memory: who listens where, the mailboxes, and the requests that are open. */
@NullMarked
package io.maestro.core.message;

import org.jspecify.annotations.NullMarked;
