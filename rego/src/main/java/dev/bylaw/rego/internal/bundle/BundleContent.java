package dev.bylaw.rego.internal.bundle;

import dev.bylaw.rego.BundleManifest;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.glob.Glob;
import dev.bylaw.rego.internal.glob.GlobSyntaxException;
import dev.bylaw.rego.internal.json.JsonReader;
import dev.bylaw.rego.internal.json.JsonSyntaxException;
import dev.bylaw.rego.internal.value.Utf8;
import dev.bylaw.rego.internal.yaml.YamlReader;
import dev.bylaw.rego.internal.yaml.YamlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What the files of a bundle say: its manifest and its base documents.
 *
 * @param manifest the manifest
 * @param data the base documents in one
 */
public record BundleContent(BundleManifest manifest, ObjectValue data) {
    /** The manifest's file. */
    public static final String MANIFEST = ".manifest";

    /** The file of signatures. */
    public static final String SIGNATURES = ".signatures.json";

    /** The file that makes a bundle a change of an earlier one. */
    public static final String PATCH = "patch.json";

    private static final Set<String> DATA = Set.of("data.json", "data.yaml", "data.yml");

    /** {@return whether a file of this name holds base documents} */
    static boolean isData(String name) {
        return DATA.contains(name);
    }

    /**
     * Reads manifest and data.
     *
     * @param files the files by path
     * @return what they say
     * @throws BundleException if they cannot be used; the message names the file
     */
    public static BundleContent read(SortedMap<String, byte[]> files) {
        if (files.containsKey(PATCH)) {
            throw new BundleException("file " + PATCH + ": this is a delta bundle, which changes another one;"
                    + " only a whole bundle can be read");
        }
        byte[] text = files.get(MANIFEST);
        BundleManifest manifest =
                text == null ? BundleManifest.NONE : ManifestReader.read(json(MANIFEST, Utf8.decode(text)));
        for (BundleManifest.Compiled compiled : manifest.wasm()) {
            if (!files.containsKey(compiled.module())) {
                throw new BundleException("manifest references wasm module '/" + compiled.module()
                        + "' but the module file does not exist");
            }
        }
        DataTree data = new DataTree();
        files.forEach((path, bytes) -> {
            int slash = path.lastIndexOf('/');
            if (isData(path.substring(slash + 1))) {
                List<String> folder = slash < 0 ? List.of() : Roots.steps(path.substring(0, slash));
                Value value = value(path, Utf8.decode(bytes));
                if (folder.isEmpty() && !(value instanceof ObjectValue)) {
                    throw new BundleException("bundle load failed on /" + path + ": root value must be object");
                }
                data.put(folder, value).ifPresent(conflict -> {
                    throw new BundleException("bundle load failed on /" + path
                            + ": failed to insert data file from path " + String.join("/", folder) + ": data at '/"
                            + conflict + "' is in another file too");
                });
            }
        });
        ObjectValue all = data.value();
        requireRoots(manifest.roots(), all, new ArrayList<>());
        return new BundleContent(manifest, all);
    }

    private static Value value(String path, String text) {
        if (path.endsWith(".json")) {
            return json(path, text);
        }
        try {
            Value value = YamlReader.read(text);
            return value == null ? ObjectValue.EMPTY : value;
        } catch (YamlSyntaxException e) {
            throw new BundleException("bundle load failed on " + path + ": line " + e.row() + ": " + e.problem());
        }
    }

    private static Value json(String path, String text) {
        try {
            return JsonReader.read(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (JsonSyntaxException e) {
            long line = 1
                    + text.substring(0, Math.min(e.offset(), text.length()))
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw new BundleException("bundle load failed on " + path + ": line " + line + ": " + e.getMessage());
        }
    }

    /** Refuses data outside of the roots. */
    private static void requireRoots(List<String> roots, ObjectValue object, List<String> path) {
        if (Roots.contain(roots, path)) {
            return;
        }
        for (int i = 0; i < object.size(); i++) {
            if (object.keyAt(i) instanceof StringValue key) {
                path.add(key.value());
                if (object.valueAt(i) instanceof ObjectValue inner && Roots.leadsTo(roots, path)) {
                    requireRoots(roots, inner, path);
                } else if (!Roots.contain(roots, path)) {
                    throw new BundleException("manifest roots " + roots(roots) + " do not permit data at path '/"
                            + String.join("/", path) + "' (hint: check bundle directory structure)");
                }
                path.remove(path.size() - 1);
            }
        }
    }

    /** {@return roots as OPA prints them} */
    public static String roots(List<String> roots) {
        return "[" + String.join(" ", roots) + "]";
    }

    /** {@return the version of Rego that a module of the bundle is written in} */
    public int regoVersion(String path) {
        Map<String, Integer> versions = manifest.fileRegoVersions();
        for (String name : List.of("/" + path, path)) {
            if (versions.containsKey(name)) {
                return versions.get(name);
            }
        }
        for (Map.Entry<String, Integer> entry : versions.entrySet()) {
            if (matches(entry.getKey(), path)) {
                return entry.getValue();
            }
        }
        return manifest.regoVersion();
    }

    private static boolean matches(String pattern, String path) {
        try {
            Glob glob = Glob.compile(pattern, new int[] {'/'});
            return glob.matches("/" + path, steps -> {}) || glob.matches(path, steps -> {});
        } catch (GlobSyntaxException e) {
            throw new BundleException(
                    "manifest has a pattern in file_rego_versions that is none: " + pattern + ": " + e.getMessage());
        }
    }
}
