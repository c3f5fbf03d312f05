package dev.bylaw.rego;

import dev.bylaw.rego.internal.bundle.BundleContent;
import dev.bylaw.rego.internal.bundle.BundleException;
import dev.bylaw.rego.internal.bundle.BundleFiles;
import dev.bylaw.rego.internal.bundle.DataTree;
import dev.bylaw.rego.internal.bundle.Roots;
import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.value.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A bundle of OPA: modules and base documents that belong together, as a {@code .tar.gz} that {@code opa build} writes or as
 * the folder that it is made of. Immutable and thread-safe.
 *
 * <p>Read are {@code .rego} files, {@code data.json}, {@code data.yaml} and {@code data.yml} at any level, whose folder is
 * their path in {@code data}, and {@code .manifest}. Other files of an archive are there as bytes. An archive is read in
 * memory, within {@link BundleLimits}; nothing is unpacked to disk. A path with {@code ..}, a link, and a file that is there
 * twice are refused. A slash at the beginning of a path, which {@code opa build} writes, means the root of the bundle.
 *
 * <p>Signatures are not verified: {@link #isSigned()} says that there are some.
 *
 * <pre>{@code
 * Bundle bundle = Bundle.ofArchive(Path.of("bundle.tar.gz"));
 * PreparedQuery query = bundle.compile().prepare("data.shop.deny");
 * QueryResult result = query.evaluate(input, bundle.data(), EvaluationOptions.DEFAULT);
 * }</pre>
 */
public final class Bundle {
    /** The code of what is wrong with a bundle and not with a module of it. */
    private static final String CODE = "bundle_error";

    private final String name;
    private final BundleManifest manifest;
    private final List<RegoModule> modules;
    private final ObjectValue data;
    private final SortedMap<String, byte[]> files;

    private Bundle(
            String name,
            BundleManifest manifest,
            List<RegoModule> modules,
            ObjectValue data,
            SortedMap<String, byte[]> files) {
        this.name = name;
        this.manifest = manifest;
        this.modules = List.copyOf(modules);
        this.data = data;
        this.files = files;
    }

    /**
     * Reads an archive.
     *
     * @param file a tar archive in gzip
     * @return the bundle; the path of the file is its name
     * @throws RegoException with everything that is wrong with its modules, or else the first thing that is wrong with it
     * @throws IOException if the file cannot be read
     */
    public static Bundle ofArchive(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ofArchive(file.toString(), in, BundleLimits.DEFAULT);
        }
    }

    /**
     * Reads an archive.
     *
     * @param name what to call the bundle in messages
     * @param in a tar archive in gzip; read to its end, not closed
     * @param limits how much it may hold
     * @return the bundle
     * @throws RegoException with everything that is wrong with its modules, or else the first thing that is wrong with it
     * @throws IOException if the stream fails
     */
    public static Bundle ofArchive(String name, InputStream in, BundleLimits limits) throws IOException {
        Objects.requireNonNull(name, "name is null");
        try {
            return of(name, "", BundleFiles.ofArchive(in, limits));
        } catch (BundleException e) {
            throw failure(name, e);
        }
    }

    /**
     * Reads a folder.
     *
     * @param folder the folder; nothing outside of it is read
     * @return the bundle; the path of the folder is its name
     * @throws RegoException with everything that is wrong with its modules, or else the first thing that is wrong with it
     * @throws IOException if a file cannot be read
     */
    public static Bundle ofFolder(Path folder) throws IOException {
        return ofFolder(folder, BundleLimits.DEFAULT);
    }

    /**
     * Reads a folder.
     *
     * @param folder the folder; nothing outside of it is read
     * @param limits how much it may hold
     * @return the bundle; the path of the folder is its name
     * @throws RegoException with everything that is wrong with its modules, or else the first thing that is wrong with it
     * @throws IOException if a file cannot be read
     */
    public static Bundle ofFolder(Path folder, BundleLimits limits) throws IOException {
        String name = folder.toString().replace('\\', '/');
        try {
            return of(name, name.isEmpty() ? "" : name + "/", BundleFiles.ofFolder(folder, limits));
        } catch (BundleException e) {
            throw failure(name, e);
        }
    }

    private static RegoException failure(String name, BundleException e) {
        return new RegoException(
                List.of(new RegoError(CODE, "bundle " + name + ": " + e.getMessage(), Optional.empty())));
    }

    private static Bundle of(String name, String folder, SortedMap<String, byte[]> files) {
        BundleContent content = BundleContent.read(files);
        BundleManifest manifest = content.manifest();
        List<RegoModule> modules = new ArrayList<>();
        List<RegoError> errors = new ArrayList<>();
        SortedMap<String, byte[]> others = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (!path.endsWith(".rego")) {
                others.put(path, bytes);
                return;
            }
            try {
                RegoModule module = RegoModule.parse(
                        folder + path,
                        Utf8.decode(bytes),
                        content.regoVersion(path) == 0 ? RegoVersion.V0 : RegoVersion.V1);
                if (!Roots.contain(manifest.roots(), module.packagePath())) {
                    errors.add(RegoError.at(
                            module.packageLocation(),
                            CODE,
                            "manifest roots " + BundleContent.roots(manifest.roots()) + " do not permit 'package "
                                    + String.join(".", module.packagePath()) + "' in module '" + folder + path
                                    + "'"));
                }
                modules.add(module);
            } catch (RegoException e) {
                errors.addAll(e.errors());
            }
        });
        if (!errors.isEmpty()) {
            throw new RegoException(errors);
        }
        return new Bundle(name, manifest, modules, content.data(), others);
    }

    /**
     * Puts bundles into one, as OPA does when it activates several.
     *
     * @param bundles the bundles, each with a name of its own
     * @return a bundle with the modules and data of all of them; without files, revision and metadata
     * @throws RegoException if their roots overlap
     */
    public static Bundle union(Collection<Bundle> bundles) {
        List<Bundle> all = List.copyOf(bundles);
        requireDisjoint(all);
        if (all.size() == 1) {
            return all.get(0);
        }
        List<String> roots = new ArrayList<>();
        List<RegoModule> modules = new ArrayList<>();
        DataTree data = new DataTree();
        for (Bundle bundle : all) {
            roots.addAll(bundle.manifest.roots());
            modules.addAll(bundle.modules);
            // Disjoint roots cannot be in conflict.
            data.put(List.of(), bundle.data);
        }
        BundleManifest manifest =
                new BundleManifest("", roots, 1, BundleManifest.NONE.fileRegoVersions(), List.of(), ObjectValue.EMPTY);
        return new Bundle(
                String.join(", ", all.stream().map(Bundle::name).toList()),
                manifest,
                modules,
                data.value(),
                new TreeMap<>());
    }

    private static void requireDisjoint(List<Bundle> bundles) {
        SortedSet<String> names = new TreeSet<>();
        SortedSet<String> everything = new TreeSet<>();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < bundles.size(); i++) {
            for (Bundle other : bundles.subList(i + 1, bundles.size())) {
                overlaps(bundles.get(i), other, pairs, names, everything);
            }
        }
        String list = "[" + String.join(", ", names) + "]";
        if (!everything.isEmpty()) {
            throw new RegoException(List.of(new RegoError(
                    CODE,
                    "bundles " + list + " have overlapping roots and cannot be activated simultaneously because"
                            + " bundle(s) [" + String.join(", ", everything)
                            + "] specify empty root paths ('') which overlap with any other bundle root",
                    Optional.empty())));
        }
        if (!pairs.isEmpty()) {
            throw new RegoException(List.of(new RegoError(
                    CODE,
                    "detected overlapping roots in manifests for these bundles: " + list + " ("
                            + String.join(", ", pairs) + ")",
                    Optional.empty())));
        }
    }

    private static void overlaps(
            Bundle one, Bundle other, List<String> pairs, SortedSet<String> names, SortedSet<String> everything) {
        for (String left : one.manifest.roots()) {
            for (String right : other.manifest.roots()) {
                if (Roots.overlap(left, right)) {
                    names.add(one.name);
                    names.add(other.name);
                    pairs.add(left.equals(right) ? left : left + " overlaps " + right);
                    if (left.isEmpty()) {
                        everything.add(one.name);
                    }
                    if (right.isEmpty()) {
                        everything.add(other.name);
                    }
                }
            }
        }
    }

    /**
     * Compiles the modules as OPA does.
     *
     * @return the policy, to be evaluated over {@link #data()}
     * @throws RegoException with every error that was found, among them rules at paths where data lies
     */
    public Policy compile() {
        return compile(Policy.Options.DEFAULT);
    }

    /**
     * Compiles the modules.
     *
     * @param options how
     * @return the policy, to be evaluated over {@link #data()}
     * @throws RegoException with every error that was found, among them rules at paths where data lies
     */
    public Policy compile(Policy.Options options) {
        Policy policy = Policy.compile(modules, options);
        List<RegoError> conflicts = new ArrayList<>();
        for (RuleGroup group : policy.plan().program().tree().groups()) {
            if (isData(group.path())) {
                conflicts.add(RegoError.at(
                        group.sources().get(0).rule().at(),
                        "rego_compile_error",
                        "conflicting rule for data path " + String.join("/", group.path()) + " found"));
            }
        }
        if (!conflicts.isEmpty()) {
            throw new RegoException(conflicts);
        }
        return policy;
    }

    private boolean isData(List<String> path) {
        Value value = data;
        for (String step : path) {
            value = value instanceof ObjectValue object ? object.get(step) : null;
        }
        return value != null;
    }

    /** {@return what the bundle is called in messages} */
    public String name() {
        return name;
    }

    /** {@return what it says of itself} */
    public BundleManifest manifest() {
        return manifest;
    }

    /** {@return its modules in the order of their paths, tests among them} */
    public List<RegoModule> modules() {
        return modules;
    }

    /** {@return its base documents} */
    public ObjectValue data() {
        return data;
    }

    /**
     * A file that is no module.
     *
     * @param path its path without a slash at its beginning, for example {@code policy.wasm}
     * @return a copy of its bytes; empty where there is none; of a folder only files that bundles are made of are there
     */
    public Optional<byte[]> file(String path) {
        return Optional.ofNullable(files.get(path)).map(byte[]::clone);
    }

    /** {@return whether the bundle has signatures, which are not verified} */
    public boolean isSigned() {
        return files.containsKey(BundleContent.SIGNATURES);
    }

    @Override
    public String toString() {
        return "bundle " + name;
    }
}
