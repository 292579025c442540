/** How work on the database is gathered, done, and told to whoever waits for it. */
@NullMarked
package io.maestro.jdbc.commit;

import org.jspecify.annotations.NullMarked;
