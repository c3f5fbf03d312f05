package dev.bylaw.rego.internal.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoType;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    @Test
    void declaresEveryBuiltinThatTheEngineHas() {
        for (Builtin builtin : Builtins.list()) {
            Signature signature = Signatures.find(builtin.name())
                    .orElseThrow(() -> new AssertionError(builtin.name() + " has no signature"));
            assertThat(builtin.arity()).as(builtin.name()).isEqualTo(signature.arity());
            assertThat(builtin instanceof Builtin.Relation).as(builtin.name()).isEqualTo(signature.relation());
        }
    }

    @Test
    void printsWhatItReads() {
        for (Signature signature : Signatures.list()) {
            assertThat(Signature.parse(signature.category(), signature.toString())
                            .toString())
                    .isEqualTo(signature.toString());
        }
        assertThat(Signatures.find("json.filter").orElseThrow())
                .hasToString("json.filter(object[any: any], any<array[any<string, array[any]>],"
                        + " set[any<string, array[any]>]>) object[any: any]");
        assertThat(Signatures.find("no.such")).isEmpty();
    }

    @Test
    void readsEveryFormOfType() {
        for (String text : List.of(
                "null",
                "any",
                "array<number, string>[any]",
                "array",
                "set[array[set[null]]]",
                "object<a: string, b_1: any<null, string>>[number: boolean]")) {
            assertThat(RegoType.parse(text)).hasToString(text);
        }
        assertThatThrownBy(() -> RegoType.parse("array[strin]")).hasMessageContaining("\"strin\" is no type at");
        assertThatThrownBy(() -> RegoType.parse("set")).hasMessageContaining("\"[\" is missing");
        assertThatThrownBy(() -> RegoType.parse("null]")).hasMessageContaining("unexpected \"]\"");
        assertThatThrownBy(() -> RegoType.parse("set[".repeat(1000))).hasMessageContaining("too deep");
    }

    @Test
    void saysWhichValuesFit() {
        assertThat(accepts("array<number>[string]", "[1, \"a\", \"b\"]")).isTrue();
        assertThat(accepts("array<number>[string]", "[]")).isFalse();
        assertThat(accepts("array<number>", "[1, 2]")).isFalse();
        assertThat(accepts("object<a: string>[string: number]", "{\"a\": \"x\", \"b\": 1}"))
                .isTrue();
        assertThat(accepts("object<a: string>[string: number]", "{\"b\": 1}")).isFalse();
        assertThat(accepts("object<a: string>", "{\"a\": \"x\", \"b\": 1}")).isFalse();
        assertThat(accepts("any<null, boolean>", "true")).isTrue();
        assertThat(accepts("any<null, boolean>", "1")).isFalse();
        assertThat(accepts("any", "{}")).isTrue();
        assertThat(accepts("set[any]", "[]")).isFalse();
    }

    private static boolean accepts(String type, String json) {
        return RegoType.parse(type).accepts(Json.parse("value", json));
    }

    /** What OPA declares, where its capabilities are at hand. */
    @Test
    void agreesWithTheDeclarationsOfOpa() throws IOException {
        Path file = Path.of(System.getProperty("bylaw.opa.conformance", "../shared/opa-conformance"))
                .resolve("capabilities.json");
        Assumptions.assumeTrue(Files.isRegularFile(file), "OPA's capabilities are not at " + file);
        Map<String, String> declared = new TreeMap<>();
        ObjectValue capabilities = (ObjectValue) Json.parse("capabilities.json", Files.readString(file));
        for (Value item : array(capabilities, "builtins").items()) {
            ObjectValue builtin = (ObjectValue) item;
            declared.put(string(builtin, "name"), declaration(builtin));
        }
        Map<String, String> ours = new TreeMap<>();
        for (Signature signature : Signatures.list()) {
            ours.put(
                    signature.name(),
                    signature
                            + signature.infix().map(text -> " " + text).orElse("")
                            + (signature.relation() ? " relation" : "")
                            + (signature.nondeterministic() ? " nondeterministic" : "")
                            + (signature.deprecated() ? " deprecated" : ""));
        }
        assertThat(ours).isEqualTo(declared);
    }

    private static String declaration(ObjectValue builtin) {
        ObjectValue function = (ObjectValue) builtin.get("decl");
        List<String> types = new ArrayList<>();
        array(function, "args").items().forEach(argument -> types.add(type(argument)));
        if (function.get("variadic") != null) {
            types.add(type(function.get("variadic")) + "...");
        }
        StringBuilder out = new StringBuilder(string(builtin, "name"));
        out.append('(').append(String.join(", ", types)).append(')');
        if (function.get("result") != null) {
            out.append(' ').append(type(function.get("result")));
        }
        if (builtin.get("infix") != null) {
            out.append(' ').append(string(builtin, "infix"));
        }
        for (String property : List.of("relation", "nondeterministic", "deprecated")) {
            out.append(builtin.get(property) == null ? "" : " " + property);
        }
        return out.toString();
    }

    private static String type(Value value) {
        ObjectValue type = (ObjectValue) value;
        String name = string(type, "type");
        List<String> parts = new ArrayList<>();
        String rest = "";
        switch (name) {
            case "any" -> array(type, "of").items().forEach(choice -> parts.add(type(choice)));
            case "set" -> rest = "[" + type(type.get("of")) + "]";
            case "array" -> {
                array(type, "static").items().forEach(item -> parts.add(type(item)));
                rest = type.get("dynamic") == null ? "" : "[" + type(type.get("dynamic")) + "]";
            }
            case "object" -> {
                for (Value item : array(type, "static").items()) {
                    parts.add(string((ObjectValue) item, "key") + ": " + type(((ObjectValue) item).get("value")));
                }
                ObjectValue dynamic = (ObjectValue) type.get("dynamic");
                rest = dynamic == null ? "" : "[" + type(dynamic.get("key")) + ": " + type(dynamic.get("value")) + "]";
            }
            default -> {}
        }
        return name + (parts.isEmpty() ? "" : "<" + String.join(", ", parts) + ">") + rest;
    }

    private static String string(ObjectValue object, String key) {
        return ((StringValue) object.get(key)).value();
    }

    private static ArrayValue array(ObjectValue object, String key) {
        return object.get(key) instanceof ArrayValue array ? array : ArrayValue.EMPTY;
    }
}
