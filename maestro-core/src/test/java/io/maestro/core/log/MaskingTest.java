package io.maestro.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.maestro.log.LogFields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MaskingTest {
  @Test
  void text_withoutSecrets_isTheSame() {
    for (String text :
        List.of(
            "",
            "plain",
            "the password is wrong",
            "password",
            "password=",
            "password: ",
            "pass a word: x",
            "secretary",
            "a token, and another",
            "http://host:8080/path?q=1#x",
            "mail to me@host or see http://host/a",
            "http://host:8080/users/@me",
            "://",
            "x://@",
            "-----END PRIVATE KEY-----",
            "apikey",
            "Map<Token> of it, <token/> and <password",
            "tests pass: 3, a bypass=x, pass_count=3",
            "the bearer of this, a basic understanding",
            "ssh -p 22 -u root host --password",
            "--password --verbose\n--token\nx",
            "eyJ and eyJhb.c and a.b.c",
            "jdbc:oracle:thin:@//host:1521/db",
            "a cookie jar")) {
      assertSame(text, Masking.text(text));
    }
  }

  @Test
  void value_afterASecretsName_isMasked() {
    Map<String, String> cases = new TreeMap<>();
    cases.put("password=abc", "password=***");
    cases.put("user=u password=abc next=1", "user=u password=*** next=1");
    cases.put("Password : abc", "Password : ***");
    cases.put("DB_PASSWORD=abc", "DB_PASSWORD=***");
    cases.put("passwd=abc pwd=abc passphrase=abc", "passwd=*** pwd=*** passphrase=***");
    cases.put("client_secret=abc", "client_secret=***");
    cases.put("secretKey=abc", "secretKey=***");
    cases.put("access_token: abc", "access_token: ***");
    cases.put("X-Auth-Token: abc", "X-Auth-Token: ***");
    cases.put("apikey=abc api-key=abc", "apikey=*** api-key=***");
    cases.put("API_KEY=abc Api Key: abc", "API_KEY=*** Api Key: ***");
    cases.put("private.key=abc privateKey=abc", "private.key=*** privateKey=***");
    cases.put("credentials => abc", "credentials => ***");
    cases.put("token := abc", "token := ***");
    cases.put("Authorization: Bearer abc.def", "Authorization: ***");
    cases.put("authorization=Digest a=\"b\", c=d\nnext", "authorization=***\nnext");
    cases.put("token: Bearer abc next", "token: *** next");
    cases.put("{\"password\":\"a b c\",\"x\":1}", "{\"password\":\"***\",\"x\":1}");
    cases.put("{'password': 'a b c', 'x': 1}", "{'password': '***', 'x': 1}");
    cases.put("{\"token\":\"a\\\"b c\",\"x\":1}", "{\"token\":\"***\",\"x\":1}");
    cases.put("{\\\"token\\\":\\\"a b\\\",\\\"x\\\":1}", "{\\\"token\\\":\\\"***\\\",\\\"x\\\":1}");
    cases.put("\"tokens\": [\"a\", \"b\"], \"x\": 1", "\"tokens\": ***, \"x\": 1");
    cases.put("secrets={a=b, c={d}} x", "secrets=*** x");
    cases.put("password=\"never closed", "password=\"***");
    cases.put("secrets=[never closed", "secrets=***");
    cases.put("?user=u&token=abc&x=1 next", "?user=u&token=*** next");
    cases.put("Login[user=u, password=abc]", "Login[user=u, password=***");
    cases.put("password=abc\nuser=u", "password=***\nuser=u");
    cases.put("PASSWORD=password=abc", "PASSWORD=***");
    cases.put(
        "k -----BEGIN RSA PRIVATE KEY-----\nabc\nabc\n-----END RSA PRIVATE KEY----- x",
        "k -----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY----- x");
    cases.put("-----BEGIN PRIVATE KEY-----\nabc", "-----BEGIN PRIVATE KEY-----***");

    assertMasked(cases);
  }

  private static void assertMasked(Map<String, String> cases) {
    Map<String, String> masked = new TreeMap<>();
    cases.keySet().forEach(text -> masked.put(text, Masking.text(text)));
    assertEquals(cases, masked);
  }

  @Test
  void value_ofAShortOrQuotedName_isMasked() {
    Map<String, String> cases = new TreeMap<>();
    cases.put("pass=abc DB_PASS=abc x", "pass=*** DB_PASS=*** x");
    cases.put("userPass = abc x", "userPass = *** x");
    cases.put("{\"pass\":\"a b\",\"x\":1}", "{\"pass\":\"***\",\"x\":1}");
    cases.put("access_key=abc AccessKeyId: abc", "access_key=*** AccessKeyId: ***");
    cases.put("\"password=a b c\" x", "\"password=***\" x");
    cases.put("['db.token: a b c', 'x']", "['db.token: ***', 'x']");
    cases.put("'password=a b", "'password=*** b");
    cases.put("password = 'a b c' x", "password = '***' x");
    cases.put("Cookie: a=b; c=d\nx", "Cookie: ***\nx");
    cases.put("Set-Cookie: id=abc; Path=/", "Set-Cookie: ***");
    cases.put("{\"Cookie\": \"a=b; c=d\", \"x\": 1}", "{\"Cookie\": \"***\", \"x\": 1}");
    cases.put("cookie=abc x", "cookie=*** x");

    assertMasked(cases);
  }

  @Test
  void content_ofASecretElement_isMasked() {
    Map<String, String> cases = new TreeMap<>();
    cases.put("<password>a b</password><x>1</x>", "<password>***</password><x>1</x>");
    cases.put("<db:Token type=\"x\">\nabc\n</db:Token>", "<db:Token type=\"x\">***</db:Token>");
    cases.put("<pass><![CDATA[abc]]></pass>", "<pass>***</pass>");
    cases.put("<api-key>abc", "<api-key>***");

    assertMasked(cases);
  }

  @Test
  void argument_ofASecretOption_isMasked() {
    Map<String, String> cases = new TreeMap<>();
    cases.put("x --password abc --user u", "x --password *** --user u");
    cases.put("x --db-password 'a b' y", "x --db-password *** y");
    cases.put("x -password abc", "x -password ***");
    cases.put("[x, --api-key, abc, --pass, abc]", "[x, --api-key, ***, --pass, ***]");
    cases.put("--token=abc x", "--token=*** x");
    cases.put("curl -u me:abc http://h", "curl -u me:*** http://h");
    cases.put("curl --user me:abc http://h", "curl --user me:*** http://h");

    assertMasked(cases);
  }

  @Test
  void secret_byItsForm_isMasked() {
    Map<String, String> cases = new TreeMap<>();
    cases.put("got Bearer abc, next", "got Bearer ***, next");
    cases.put("got bearer abc12345 next", "got bearer *** next");
    cases.put("Basic dXNlcjphYmM= next", "Basic *** next");
    cases.put("id eyJhbGciOiJI.eyJzdWIi.c2ln-_x, next", "id ***, next");
    cases.put("(eyJhbGciOiJI.eyJzdWIi.)", "(***)");
    cases.put("jdbc:oracle:thin:u/abc@//h:1521/db x", "jdbc:oracle:thin:***@//h:1521/db x");
    cases.put("jdbc:oracle:oci:u/\"a@b\"@h", "jdbc:oracle:oci:***@h");

    assertMasked(cases);
  }

  @Test
  void userInfo_ofAUrl_isMasked() {
    Map<String, String> cases = new TreeMap<>();
    cases.put("postgres://u:abc@host/db", "postgres://***@host/db");
    cases.put("https://abc@host", "https://***@host");
    cases.put("see a://u:abc@h and b://u:abc@h.", "see a://***@h and b://***@h.");
    cases.put("http://u:a@b@host/x", "http://***@host/x");
    cases.put("http://u:a/b@host/x", "http://***@host/x");
    cases.put("jdbc:x://u:abc@h:1/db?a=b", "jdbc:x://***@h:1/db?a=b");
    cases.put("a://h:1/x,b://u:abc@h", "a://h:1/x,b://***@h");
    cases.put("url=\"a://u:abc@h\"", "url=\"a://***@h\"");

    assertMasked(cases);
  }

  @Test
  void fields_withSecretNames_areMaskedAndOthersLookedInto() {
    LogFields fields =
        LogFields.of("user", "u")
            .and("dbPassWord", "abc")
            .and("X-API-Key", "abc")
            .and("private__key", "abc")
            .and("pass", "abc")
            .and("passed", 3)
            .and("token", "")
            .and("query", "a=1 secret=abc")
            .and("n", 3);

    assertEquals(
        "{user=u, dbPassWord=***, X-API-Key=***, private__key=***, pass=***, passed=3, token=, query=a=1 secret=***,"
            + " n=3}",
        Masking.fields(fields).toString());
  }

  @Test
  void anyText_isMaskedWithoutFailingAndHidesWhatFollowsTheName() {
    Random random = new Random(5);
    String[] parts = {
      "password",
      "token",
      "api",
      "_key",
      "=",
      ":",
      " ",
      "\"",
      "'",
      "\\",
      "[",
      "}",
      "://",
      "@",
      "\n",
      "x",
      "-----BEGIN",
      "PRIVATE KEY",
      "-----",
      "authorization",
      "Bearer",
      "é",
      "<",
      ">",
      "</",
      "--",
      ",",
      "pass",
      "cookie",
      "eyJ",
      ".",
      "jdbc:oracle:",
      "\ud83d"
    };
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      Masking.text(text.toString());
      String hidden = Masking.text(text + "\n secret=hunter2");
      assertFalse(hidden.contains("hunter2"), () -> text + " -> " + hidden);
    }
  }

  @Test
  void longTexts_takeTimeInProportion() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (String part :
              List.of(
                  "password",
                  "token=",
                  "://",
                  "://u:",
                  "x@://",
                  "api_",
                  "pass_",
                  "-----BEGIN ",
                  "private key-----",
                  "token=\\",
                  "token=[",
                  "a",
                  "\\",
                  "token=\"",
                  "://a@b/",
                  "<token>",
                  "<token ",
                  "<",
                  "</token>",
                  "--token ",
                  "--token '",
                  "--token, ",
                  "-u a",
                  "-",
                  "\"token=",
                  "\"token=a",
                  "'pass=",
                  "pass",
                  "pass.",
                  "cookie: ",
                  "Bearer ",
                  "bearer",
                  "basic a1",
                  "eyJ",
                  "eyJ.",
                  "eyJa.b ",
                  "jdbc:oracle:",
                  "jdbc:oracle:a@ ")) {
            Masking.text(part.repeat(300_000 / part.length()));
          }
        });
  }
}
