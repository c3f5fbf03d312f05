package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles of OPA, as archives and as folders. Messages that OPA has are OPA's. */
class BundleTest {
    private static final String MODULE = "package shop\n\nallow if data.shop.limits.most > 1\n";

    @TempDir
    private Path folder;

    private static Bundle read(Tar tar) throws IOException {
        return read(tar, BundleLimits.DEFAULT);
    }

    private static Bundle read(Tar tar, BundleLimits limits) throws IOException {
        return Bundle.ofArchive("b", new ByteArrayInputStream(tar.gzip()), limits);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(Tar tar) {
        return assertThatThrownBy(() -> read(tar)).isInstanceOf(RegoException.class);
    }

    private Path file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Tar whole() {
        return new Tar()
                .file(
                        "/.manifest",
                        "{\"revision\": \"7\", \"roots\": [\"shop\", \"/other/\"], \"metadata\": {\"by\": \"us\"}}")
                .entry("/shop/", '5', new byte[0])
                .file("/shop/rules.rego", MODULE)
                .file("/shop/limits/data.json", "{\"most\": 3}")
                .file("/other/data.yaml", "a: [1, 2]\n")
                .file("/other/notes.txt", "text");
    }

    @Test
    void readsAnArchive() throws IOException {
        Bundle bundle = read(whole());
        assertThat(bundle.manifest().revision()).isEqualTo("7");
        assertThat(bundle.manifest().roots()).containsExactly("shop", "other");
        assertThat(bundle.manifest().metadata().get("by")).isEqualTo(StringValue.of("us"));
        assertThat(bundle.data())
                .isEqualTo(Json.parse("x", "{\"other\": {\"a\": [1, 2]}, \"shop\": {\"limits\": {\"most\": 3}}}"));
        assertThat(bundle.modules()).extracting(RegoModule::file).containsExactly("shop/rules.rego");
        assertThat(bundle.file("other/notes.txt")).hasValue("text".getBytes(StandardCharsets.UTF_8));
        assertThat(bundle.isSigned()).isFalse();
        QueryResult result =
                bundle.compile().prepare("data.shop.allow").evaluate(bundle.data(), EvaluationOptions.DEFAULT);
        assertThat(result.solutions()).hasSize(1);
    }

    @Test
    void readsAFolderLikeAnArchive() throws IOException {
        file(".manifest", "{\"roots\": [\"shop\"]}");
        file("shop/rules.rego", MODULE);
        file("shop/limits/data.yml", "most: 3\n");
        file("shop/README.md", "not read");
        Bundle bundle = Bundle.ofFolder(folder);
        assertThat(bundle.data()).isEqualTo(Json.parse("x", "{\"shop\": {\"limits\": {\"most\": 3}}}"));
        assertThat(bundle.modules()).extracting(RegoModule::file).containsExactly(folder + "/shop/rules.rego");
        assertThat(bundle.file("shop/README.md")).isEmpty();
    }

    @Test
    void putsDataOfSeveralFilesIntoEachOther() throws IOException {
        Bundle bundle = read(new Tar()
                .file("data.json", "{\"a\": {\"z\": 2, \"m\": {\"x\": 1}}}")
                .file("a/data.json", "{\"k\": 1}")
                .file("a/m/data.json", "{\"y\": 1}")
                .file("a/n/o/data.json", "[1]"));
        assertThat(bundle.data())
                .isEqualTo(Json.parse(
                        "x", "{\"a\": {\"k\": 1, \"m\": {\"x\": 1, \"y\": 1}, \"n\": {\"o\": [1]}, \"z\": 2}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": {\"k\": 2}} | {\"k\": 1} | bundle b: bundle load failed on /data.json: failed to insert data file",
                "{\"a\": 3} | {\"k\": 1} | data at '/a' is in another file too",
                "{\"a\": {\"k\": {}}} | {\"k\": 1} | data at '/a/k' is in another file too",
                "{\"a\": {}} | 5 | data at '/a' is in another file too",
                "[1] | {\"k\": 1} | root value must be object",
                "{ | {} | bundle load failed on data.json: line 1: unexpected EOF",
            })
    void refusesDataThatIsInConflict(String root, String inner, String message) {
        refused(new Tar().file("data.json", root).file("a/data.json", inner)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"roots\": [\"a\", \"a/b\"]} | manifest has overlapped roots: 'a' and 'a/b'",
                "{\"roots\": [\"a\", \"\"]} | manifest has overlapped roots: 'a' and ''",
                "{\"roots\": 3} | bundle load failed on manifest decode: roots must be an array, found number",
                "{\"roots\": [3]} | a member of roots must be a string",
                "[] | the manifest must be an object",
                "{\"rego_version\": 7} | manifest has unknown rego-version 7",
                "{\"file_rego_versions\": {\"a\": \"1\"}} | manifest has unknown rego-version \"1\"",
                "{\"wasm\": [{\"entrypoint\": \"a/b\", \"module\": \"/x.wasm\"}]} | wasm module '/x.wasm' but the module file does not",
                "{\"metadata\": 1} | metadata must be an object",
                "{] | bundle load failed on .manifest: line 1: ",
            })
    void refusesAManifestThatCannotBeUsed(String manifest, String message) {
        refused(new Tar().file(".manifest", manifest)).hasMessageContaining(message);
    }

    @Test
    void refusesWhatLiesOutsideOfItsRoots() {
        refused(new Tar().file(".manifest", "{\"roots\": [\"q\"]}").file("z/data.json", "{\"k\": 1}"))
                .hasMessageContaining(
                        "manifest roots [q] do not permit data at path '/z' (hint: check bundle directory structure)");
        refused(new Tar().file(".manifest", "{\"roots\": [\"q/r\"]}").file("q/data.json", "{\"k\": 1}"))
                .hasMessageContaining("data at path '/q/k'");
        refused(new Tar().file(".manifest", "{\"roots\": [\"q\"]}").file("q/p.rego", "package z\n"))
                .hasMessageContaining("manifest roots [q] do not permit 'package z' in module 'q/p.rego'");
    }

    @Test
    void tellsAllThatIsWrongWithModules() {
        refused(new Tar().file("a.rego", "package a\nb if {").file("c.rego", "package c\nd if {"))
                .hasMessageContaining("a.rego:2")
                .hasMessageContaining("c.rego:2");
    }

    @Test
    void refusesARuleWhereDataLies() throws IOException {
        Bundle bundle = read(new Tar().file("p.rego", "package a\nb := 1").file("data.json", "{\"a\": {\"b\": 2}}"));
        assertThatThrownBy(bundle::compile)
                .isInstanceOf(RegoException.class)
                .hasMessage("p.rego:2:1: rego_compile_error: conflicting rule for data path a/b found");
    }

    @Test
    void readsModulesOfBothVersions() throws IOException {
        Bundle bundle = read(new Tar()
                .file(
                        ".manifest",
                        "{\"rego_version\": 0, \"file_rego_versions\": {\"*/v1*.rego\": 1, \"/a/w.rego\": 1}}")
                .file("a/p.rego", "package a\nb { true }\n")
                .file("a/v1_x.rego", "package a\nc if true\n")
                .file("a/w.rego", "package a\nd if true\n"));
        assertThat(bundle.modules())
                .extracting(RegoModule::version)
                .containsExactly(RegoVersion.V0, RegoVersion.V1, RegoVersion.V1);
        assertThat(bundle.compile()
                        .prepare("data.a.b; data.a.c")
                        .evaluate(bundle.data(), EvaluationOptions.DEFAULT)
                        .solutions())
                .hasSize(1);
    }

    @Test
    void putsBundlesIntoOne() throws IOException {
        Bundle one = bundle("one", "{\"roots\": [\"a\"]}", "a");
        Bundle two = bundle("two", "{\"roots\": [\"b/c\"]}", "b/c");
        Bundle both = Bundle.union(List.of(one, two));
        assertThat(both.data()).isEqualTo(Json.parse("x", "{\"a\": {\"k\": 1}, \"b\": {\"c\": {\"k\": 1}}}"));
        assertThat(both.manifest().roots()).containsExactly("a", "b/c");
        assertThatThrownBy(() -> Bundle.union(List.of(one, bundle("three", "{\"roots\": [\"a/x\"]}", "a/x"))))
                .hasMessageContaining(
                        "detected overlapping roots in manifests for these bundles: [one, three] (a overlaps a/x)");
        assertThatThrownBy(() -> Bundle.union(List.of(one, bundle("all", "{}", "q"))))
                .hasMessageContaining("bundles [all, one] have overlapping roots and cannot be activated simultaneously"
                        + " because bundle(s) [all] specify empty root paths ('')");
    }

    private static Bundle bundle(String name, String manifest, String root) throws IOException {
        Tar tar = new Tar().file(".manifest", manifest).file(root + "/data.json", "{\"k\": 1}");
        return Bundle.ofArchive(name, new ByteArrayInputStream(tar.gzip()), BundleLimits.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.rego", "a/../../x.rego", "/../x.rego", "./../x.rego", "..", "a\\..\\x.rego"})
    void refusesPathsThatLeadOut(String path) {
        refused(new Tar().file(path, "package a\n")).hasMessageContaining("would lie outside of the bundle");
    }

    @Test
    void refusesWhatIsNoFile() {
        refused(new Tar().entry("a.rego", '2', new byte[0])).hasMessageContaining("file a.rego is a link");
        refused(new Tar().entry("a.rego", '1', new byte[0])).hasMessageContaining("file a.rego is a link");
        refused(new Tar().entry("a.rego", '3', new byte[0])).hasMessageContaining("neither a file nor a folder");
        refused(new Tar().file("data.json", "{}").file("/data.json", "{}"))
                .hasMessageContaining("file data.json is there twice");
        refused(new Tar().file("patch.json", "{}")).hasMessageContaining("delta bundle");
    }

    @Test
    void readsLongNames() throws IOException {
        String name = "a/" + "long/".repeat(40) + "p.rego";
        String other = "b/" + "long/".repeat(40) + "p.rego";
        String record = " path=" + other + "\n";
        String pax = record.length() + 3 + record;
        Bundle bundle = read(new Tar()
                .entry("././@LongLink", 'L', (name + "\0").getBytes(StandardCharsets.UTF_8))
                .file("short", "package a\n")
                .entry("pax", 'x', pax.getBytes(StandardCharsets.UTF_8))
                .file("short", "package b\n"));
        assertThat(bundle.modules()).extracting(RegoModule::file).containsExactly(name, other);
    }

    @Test
    void holdsItsLimits() {
        Tar two = new Tar().file("a.rego", "package a\n").file("b.rego", "package b\n");
        limited(two, new BundleLimits(1, 100, 100, 10), "file b.rego: the bundle has more than 1 files");
        limited(two, new BundleLimits(5, 9, 100, 10), "file a.rego is longer than 9 bytes");
        limited(two, new BundleLimits(5, 100, 15, 10), "file b.rego: the files are longer than 15 bytes in all");
        Tar zeros = new Tar().entry("big.bin", '0', new byte[8 << 20]);
        limited(zeros, new BundleLimits(5, 100 << 20, 100 << 20, 10), "more than 10 times longer than the archive");
        limited(
                new Tar().entry("huge.bin", '0', new byte[10], 1L << 33),
                BundleLimits.DEFAULT,
                "the archive ends in the middle of a file");
    }

    private static void limited(Tar tar, BundleLimits limits, String message) {
        assertThatThrownBy(() -> read(tar, limits))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesALinkThatLeadsOutOfAFolder() throws IOException {
        Path outside = Files.writeString(Files.createTempFile("outside", ".rego"), "package a\n");
        Files.createSymbolicLink(folder.resolve("in.rego"), outside);
        assertThatThrownBy(() -> Bundle.ofFolder(folder))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("file in.rego is a link that leads out of the bundle");
        Files.delete(outside);
    }

    @Test
    void saysThatItIsSigned() throws IOException {
        assertThat(read(new Tar().file(".signatures.json", "{\"signatures\": []}"))
                        .isSigned())
                .isTrue();
    }

    @Test
    void refusesWhatIsNoArchive() {
        for (byte[] bytes : List.of(
                new byte[0],
                "text".getBytes(StandardCharsets.UTF_8),
                Tar.gzip("x".repeat(600).getBytes(StandardCharsets.UTF_8)),
                whole().plain())) {
            assertThatThrownBy(() -> Bundle.ofArchive("b", new ByteArrayInputStream(bytes), BundleLimits.DEFAULT))
                    .isInstanceOf(RegoException.class)
                    .hasMessageContaining("bundle b: this is not a tar archive in gzip");
        }
    }

    /** Whatever bytes are damaged, a bundle is read or refused. */
    @Property(tries = 400)
    void readsOrRefusesDamagedArchives(@ForAll long seed, @ForAll boolean inside) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = inside ? whole().plain() : whole().gzip();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        byte[] cut = random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length));
        try {
            Bundle.ofArchive("b", new ByteArrayInputStream(inside ? Tar.gzip(cut) : cut), BundleLimits.DEFAULT);
        } catch (RegoException e) {
            assertThat(e.errors()).isNotEmpty();
        }
    }
}
