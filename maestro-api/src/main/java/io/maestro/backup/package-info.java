/**
 * The SPI of the place where backups are kept.
 *
 * <p>Implemented by hosts and adapters, called by the backup engine. Start from {@link
 * io.maestro.backup.BackupStore}.
 */
@NullMarked
package io.maestro.backup;

import org.jspecify.annotations.NullMarked;
