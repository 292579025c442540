package io.maestro.jackson;

import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Jackson, bounded.
 *
 * @param factory makes generators and parsers
 * @param trees makes the trees that upcasters change; binds nothing else
 */
record Json(JsonFactory factory, JsonMapper trees) {
  /** The digits of the longest number, written or read: the time to read one is quadratic. */
  static final int LONGEST_NUMBER = 1_000;

  static Json bounded(int maxBytes, int maxDepth) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(maxDepth)
                    .maxDocumentLength(maxBytes)
                    .maxStringLength(maxBytes)
                    .maxNameLength(maxBytes)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .streamWriteConstraints(
                StreamWriteConstraints.builder().maxNestingDepth(maxDepth).build())
            .errorReportConfiguration(
                ErrorReportConfiguration.builder().maxErrorTokenLength(0).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // the same digits on every JDK
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT) // half a value is none
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES) // keys are data
            .build();
    JsonMapper trees =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // the value goes on after it
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    return new Json(factory, trees);
  }
}
