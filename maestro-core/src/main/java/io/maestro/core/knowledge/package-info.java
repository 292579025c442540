/** Knowledge among the documents of the state store, and what steps see of it. */
@NullMarked
package io.maestro.core.knowledge;

import org.jspecify.annotations.NullMarked;
