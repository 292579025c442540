package io.maestro.jackson;

import io.maestro.codec.CodecException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The reading of one value; used by one thread.
 *
 * @param in where it comes from, at the first token of what is read next
 * @param path where in the value it is
 * @param json makes trees
 */
record Reading(JsonParser in, Path path, Json json) {
  JsonToken token() {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw new CodecException("the bytes end too early", null);
    }
    return token;
  }

  JsonToken next() {
    in.nextToken();
    return token();
  }

  /** Demands a token. */
  void expect(JsonToken wanted) {
    if (token() != wanted) {
      throw new CodecException(words(token()) + " where " + words(wanted) + " is expected", null);
    }
  }

  /** Reads a part of the value. */
  @Nullable Object part(String name, Link link) {
    path.enter(name);
    Object value = link.read(this);
    path.leave();
    return value;
  }

  String string() {
    expect(JsonToken.VALUE_STRING);
    return in.getString();
  }

  boolean isText() {
    return token() == JsonToken.VALUE_STRING;
  }

  /** Demands a whole number. */
  Reading whole() {
    expect(JsonToken.VALUE_NUMBER_INT);
    return this;
  }

  /** Demands a number. */
  Reading number() {
    if (token() != JsonToken.VALUE_NUMBER_INT) {
      expect(JsonToken.VALUE_NUMBER_FLOAT);
    }
    return this;
  }

  JsonNode tree() {
    return json.trees().readTree(in);
  }

  /** Returns the reading of a changed tree at this place. */
  Reading of(ObjectNode changed) {
    Reading reading = new Reading(json.trees().treeAsTokens(changed), path, json);
    reading.next();
    return reading;
  }

  private static String words(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      default -> "the end of something";
    };
  }
}
