/**
 * The SPI of the place where backups are kept.
 *
 * <p>Implemented by hosts and adapters. Nothing calls it yet: the backup engine is still to come.
 * Start from {@link io.maestro.backup.BackupStore}.
 */
@NullMarked
package io.maestro.backup;

import org.jspecify.annotations.NullMarked;
