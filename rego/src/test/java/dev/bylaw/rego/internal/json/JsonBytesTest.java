package dev.bylaw.rego.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Reading bytes by Jackson gives what the reader of texts gives, and writing bytes what the writer of texts does. */
class JsonBytesTest {
    private static final List<String> PARTS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"b\"",
            "\"c\"",
            "\"\"",
            "\"é\"",
            "\"\ud83d\ude00\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\n<>&\\u2028\"",
            "1",
            "-0",
            "0",
            "1.0",
            "1e3",
            "12345678",
            "123456789012345678901",
            "0.1",
            "01",
            "true",
            "false",
            "null",
            " ",
            "\n",
            "NaN",
            "'",
            "\u0000",
            "\ufeff",
            "\"a",
            "// x",
            "1e999999");

    /** JSON, most often with something wrong in it. */
    private static byte[] text(Random random) {
        StringBuilder out = new StringBuilder();
        value(random, 0, out);
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; bytes.length > 0 && i < random.nextInt(3); i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) "{}[]\",:0-\\u ".charAt(random.nextInt(12));
                default -> {
                    byte[] more = PARTS.get(random.nextInt(PARTS.size())).getBytes(StandardCharsets.UTF_8);
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
                    System.arraycopy(more, 0, longer, bytes.length, more.length);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }

    private static void value(Random random, int depth, StringBuilder out) {
        int kind = random.nextInt(depth > 3 ? 1 : 3);
        if (kind == 0) {
            out.append(PARTS.get(6 + random.nextInt(PARTS.size() - 8)));
            return;
        }
        out.append(kind == 1 ? '{' : '[');
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            out.append(i == 0 ? "" : random.nextBoolean() ? "," : " , ");
            if (kind == 1) {
                out.append(PARTS.get(6 + random.nextInt(6))).append(':');
            }
            value(random, depth + 1, out);
        }
        out.append(kind == 1 ? '}' : ']');
    }

    @Property(tries = 20_000)
    void readsWhatTheReaderOfTextsReads(@ForAll Random random) {
        byte[] bytes = text(random);
        Optional<Value> read = JsonBytes.read(bytes);
        String text = Utf8.decode(bytes);
        Statistics.collect(read.isPresent());
        if (read.isPresent()) {
            Value expected = JsonReader.read(text.startsWith("\ufeff") ? text.substring(1) : text);
            assertThat(read.get()).as(text).isEqualTo(expected);
            // Numbers with their notation.
            assertThat(Json.write(read.get())).as(text).isEqualTo(Json.write(expected));
        }
        assertThat(bytes).isNotNull();
    }

    @Property(tries = 2000)
    void writesWhatTheWriterOfTextsWrites(@ForAll Random random) {
        byte[] bytes = text(random);
        JsonBytes.read(bytes).ifPresent(value -> {
            Value more = ObjectValue.builder()
                    .put(ArrayValue.of(value), SetValue.of(value, StringValue.of("\ud800<")))
                    .put("k", value)
                    .build();
            for (Value each : List.of(value, more)) {
                assertThat(new String(Json.writeBytes(each), StandardCharsets.UTF_8))
                        .isEqualTo(Json.write(each));
            }
        });
    }

    @Example
    void readsCommonTexts() {
        for (String text : List.of("{\"a\": [1, 2.50, \"x\"], \"b\": {}, \"a\": null}", "[]", "7", "\"é\"", "-0")) {
            Optional<Value> read = JsonBytes.read(text.getBytes(StandardCharsets.UTF_8));
            assertThat(read).isPresent();
            assertThat(Json.write(read.get())).isEqualTo(Json.write(JsonReader.read(text)));
        }
    }

    @Example
    void sharesStringsAndKeys() {
        ArrayValue read = (ArrayValue)
                JsonBytes.read("[{\"k\": \"v\"}, {\"k\": \"v\"}, {\"k\": \"v\"}]".getBytes(StandardCharsets.UTF_8))
                        .orElseThrow();
        ObjectValue second = (ObjectValue) read.get(1);
        ObjectValue third = (ObjectValue) read.get(2);
        assertThat(second.keyAt(0)).isSameAs(third.keyAt(0));
        assertThat(second.valueAt(0)).isSameAs(third.valueAt(0));
    }

    @Example
    void leavesWhatIsDoubtfulToTheOther() {
        assertThat(JsonBytes.read(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}))
                .isEmpty();
        assertThat(JsonBytes.read(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}))
                .isEmpty();
        assertThat(JsonBytes.read("\"\\ud800\"".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(JsonBytes.read("[1] 2".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(JsonBytes.read(new byte[0])).isEmpty();
        assertThat(JsonBytes.read(new byte[] {'[', 0, ']', 0})).isEmpty();
        String deep = "[".repeat(Json.MAX_DEPTH + 1) + "]".repeat(Json.MAX_DEPTH + 1);
        assertThat(JsonBytes.read(deep.getBytes(StandardCharsets.UTF_8))).isEmpty();
        String justDeepEnough = deep.substring(1, deep.length() - 1);
        assertThat(JsonBytes.read(justDeepEnough.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
        assertThatThrownBy(() -> Json.parse("x", "[1,]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("invalid character ']'");
    }

    @Example
    void readsManyKeys() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 3000; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"k")
                    .append(i)
                    .append("\":")
                    .append(i)
                    .append(",\"x\":1}");
        }
        ArrayValue read =
                (ArrayValue) JsonBytes.read(text.append(']').toString().getBytes(StandardCharsets.UTF_8))
                        .orElseThrow();
        assertThat(read.size()).isEqualTo(3000);
        assertThat(((ObjectValue) read.get(2999)).get("k2999")).isEqualTo(NumberValue.of(2999));
    }
}
