package dev.bylaw.rego;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a bundle says of itself in {@code .manifest}, in the form that OPA gives it. Immutable.
 *
 * @param revision the revision of the bundle; empty text where it states none
 * @param roots the paths of {@code data} that belong to the bundle, with slashes, for example {@code acme/rules}; the empty
 *     text alone, which is all of {@code data}, where it states none
 * @param regoVersion the version of Rego of its modules, 0 or 1
 * @param fileRegoVersions the versions of single files, by path or pattern
 * @param wasm what is compiled to WebAssembly
 * @param metadata what the publisher says about the bundle
 */
public record BundleManifest(
        String revision,
        List<String> roots,
        int regoVersion,
        Map<String, Integer> fileRegoVersions,
        List<Compiled> wasm,
        ObjectValue metadata) {
    /** That of a bundle without a manifest. */
    public static final BundleManifest NONE =
            new BundleManifest("", List.of(""), 1, Map.of(), List.of(), ObjectValue.EMPTY);

    /**
     * A path that was compiled to WebAssembly.
     *
     * @param entrypoint the path with slashes, for example {@code acme/secure/no_plans/violation}
     * @param module the file that holds it, without a slash at its beginning
     * @param annotations the metadata blocks of the path, in the form of OPA's annotations
     */
    public record Compiled(String entrypoint, String module, List<ObjectValue> annotations) {
        /** Copies the annotations. */
        public Compiled {
            Objects.requireNonNull(entrypoint, "entrypoint is null");
            Objects.requireNonNull(module, "module is null");
            annotations = List.copyOf(annotations);
        }
    }

    /** Copies the collections. */
    public BundleManifest {
        Objects.requireNonNull(revision, "revision is null");
        roots = List.copyOf(roots);
        fileRegoVersions = Collections.unmodifiableMap(new TreeMap<>(fileRegoVersions));
        wasm = List.copyOf(wasm);
        Objects.requireNonNull(metadata, "metadata is null");
    }
}
