package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Values from and to plain Java, streams and readers. */
class JavaValuesTest {
    @Test
    void convertsBothWays() {
        Map<String, Object> java = new LinkedHashMap<>();
        java.put("none", null);
        java.put("yes", true);
        java.put("text", CharBuffer.wrap("a"));
        java.put("int", 3);
        java.put("big", new BigInteger("123456789012345678901234567890"));
        java.put("decimal", new BigDecimal("1.50"));
        java.put("double", 0.1);
        java.put("list", Arrays.asList(1L, null, "x"));
        java.put("array", new int[] {1, 2});
        java.put("set", new TreeSet<>(Set.of(2, 1)));
        java.put("map", Map.of(1, 'c'));
        Value value = Value.of(java);
        assertThat(value)
                .hasToString("{\"array\": [1, 2], \"big\": 123456789012345678901234567890, \"decimal\": 1.5,"
                        + " \"double\": 0.1, \"int\": 3, \"list\": [1, null, \"x\"], \"map\": {1: \"c\"},"
                        + " \"none\": null, \"set\": {1, 2}, \"text\": \"a\", \"yes\": true}");
        Map<Object, Object> back = new LinkedHashMap<>();
        back.put("array", List.of(1L, 2L));
        back.put("big", new BigInteger("123456789012345678901234567890"));
        back.put("decimal", new BigDecimal("1.50"));
        back.put("double", new BigDecimal("0.1"));
        back.put("int", 3L);
        back.put("list", Arrays.asList(1L, null, "x"));
        back.put("map", Map.of(1L, "c"));
        back.put("none", null);
        back.put("set", Set.of(1L, 2L));
        back.put("text", "a");
        back.put("yes", true);
        assertThat(value.toJava()).isEqualTo(back);
        assertThat(Value.of(value.toJava())).isEqualTo(value);
    }

    @Test
    void refusesWhatHasNoValue() {
        List<Object> own = new ArrayList<>();
        own.add(own);
        for (Object java : Arrays.asList(new Object(), Double.NaN, List.of(1.0f / 0), own)) {
            assertThatThrownBy(() -> Value.of(java)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readsAndWritesStreams() throws IOException {
        byte[] bytes = "{\"name\": \"äö\"}".getBytes(StandardCharsets.UTF_8);
        Value value = Value.of(Map.of("name", "äö"));
        assertThat(Json.parse("s", new ByteArrayInputStream(bytes))).isEqualTo(value);
        assertThat(Json.parse("r", new StringReader("{\"name\": \"äö\"}"))).isEqualTo(value);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Json.write(value, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"name\":\"äö\"}");
    }
}
