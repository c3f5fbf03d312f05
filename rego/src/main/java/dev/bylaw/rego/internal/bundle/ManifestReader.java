package dev.bylaw.rego.internal.bundle;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BundleManifest;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the manifest of a bundle; what it does not know is left alone, as in OPA. */
final class ManifestReader {
    private static final String FAILED = "bundle load failed on manifest decode: ";

    private ManifestReader() {}

    static BundleManifest read(Value value) {
        ObjectValue manifest = object(value, "the manifest");
        List<String> roots = roots(manifest.get("roots"));
        Roots.overlapping(roots).ifPresent(two -> {
            throw new BundleException("manifest has overlapped roots: '" + two.get(0) + "' and '" + two.get(1) + "'");
        });
        int version = manifest.get("rego_version") == null ? 1 : version(manifest.get("rego_version"));
        return new BundleManifest(
                text(manifest.get("revision"), "revision"),
                roots,
                version,
                versions(manifest.get("file_rego_versions")),
                list(manifest.get("wasm"), "wasm", ManifestReader::compiled),
                object(manifest.get("metadata"), "metadata"));
    }

    private static List<String> roots(Value value) {
        if (value == null) {
            return List.of("");
        }
        return list(value, "roots", item -> strip(text(item, "a member of roots")));
    }

    private static String strip(String root) {
        int from = 0;
        int to = root.length();
        while (from < to && root.charAt(from) == '/') {
            from++;
        }
        while (to > from && root.charAt(to - 1) == '/') {
            to--;
        }
        return root.substring(from, to);
    }

    private static int version(Value value) {
        if (value instanceof NumberValue number
                && number.isLong()
                && (number.longValue() == 0 || number.longValue() == 1)) {
            return (int) number.longValue();
        }
        throw new BundleException("manifest has unknown rego-version " + value);
    }

    private static Map<String, Integer> versions(Value value) {
        Map<String, Integer> versions = new TreeMap<>();
        ObjectValue object = object(value, "file_rego_versions");
        for (int i = 0; i < object.size(); i++) {
            versions.put(text(object.keyAt(i), "a key"), version(object.valueAt(i)));
        }
        return versions;
    }

    private static BundleManifest.Compiled compiled(Value value) {
        ObjectValue entry = object(value, "a member of wasm");
        return new BundleManifest.Compiled(
                strip(text(entry.get("entrypoint"), "wasm.entrypoint")),
                strip(text(entry.get("module"), "wasm.module")),
                list(entry.get("annotations"), "wasm.annotations", item -> object(item, "an annotation")));
    }

    private static ObjectValue object(Value value, String name) {
        if (value == null || value.type() == Value.Type.NULL) {
            return ObjectValue.EMPTY;
        }
        if (value instanceof ObjectValue object) {
            return object;
        }
        throw new BundleException(
                FAILED + name + " must be an object, found " + value.type().text());
    }

    private static String text(Value value, String name) {
        if (value == null || value.type() == Value.Type.NULL) {
            return "";
        }
        if (value instanceof StringValue text) {
            return text.value();
        }
        throw new BundleException(
                FAILED + name + " must be a string, found " + value.type().text());
    }

    private static <T> List<T> list(Value value, String name, Function<Value, T> read) {
        if (value == null || value.type() == Value.Type.NULL) {
            return List.of();
        }
        if (value instanceof ArrayValue array) {
            List<T> items = new ArrayList<>();
            array.items().forEach(item -> items.add(read.apply(item)));
            return items;
        }
        throw new BundleException(
                FAILED + name + " must be an array, found " + value.type().text());
    }
}
