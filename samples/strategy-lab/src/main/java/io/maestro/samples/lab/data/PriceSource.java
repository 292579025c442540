package io.maestro.samples.lab.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where prices come from, and the name it goes by in messages. */
public interface PriceSource {
  /** The name in messages. */
  String name();

  /**
   * Opens it anew; the caller closes it.
   *
   * @throws IOException if it can't be opened
   */
  InputStream open() throws IOException;

  /** The reference rates of the European Central Bank that come with the lab. */
  static PriceSource shipped() {
    return new PriceSource() {
      private static final String FOLDER = "/io/maestro/samples/lab/";
      private static final String FILE = "ecb-eurofxref-8.csv";

      @Override
      public String name() {
        return FILE;
      }

      @Override
      public InputStream open() throws IOException {
        InputStream shipped = PriceSource.class.getResourceAsStream(FOLDER + FILE);
        if (shipped == null) {
          throw new FileNotFoundException("not part of this build");
        }
        return shipped;
      }
    };
  }

  /** A file of the user's. */
  static PriceSource file(Path file) {
    return new PriceSource() {
      @Override
      public String name() {
        return file.toString();
      }

      @Override
      public InputStream open() throws IOException {
        refuseUnless(Files.exists(file), "no such file");
        refuseUnless(!Files.isDirectory(file), "is a folder, not a file");
        try {
          return Files.newInputStream(file);
        } catch (AccessDeniedException denied) {
          throw BadInputException.of(name(), "may not be read");
        }
      }

      private void refuseUnless(boolean good, String reason) {
        if (!good) {
          throw BadInputException.of(name(), reason);
        }
      }
    };
  }
}
