package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.workspace.ZipLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zip archives are untrusted: what is too large, leads out or can be read in two ways is refused. */
class ZipSourcesTest {
    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void refuses(byte[] archive, String message) {
        assertThatThrownBy(() -> Sources.zip(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, String> texts(Sources sources) {
        Map<String, String> texts = new TreeMap<>();
        sources.files().forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    @Test
    void unpacksFiles() throws IOException {
        byte[] archive = zip("models/", "", "models/a.sql", "select 1 as id", "./b//c.yml", "x: ä");
        assertThat(texts(Sources.zip(archive)))
                .containsOnlyKeys("models/a.sql", "b/c.yml")
                .containsEntry("b/c.yml", "x: ä");
        assertThat(texts(Sources.zip(new ByteArrayInputStream(archive)))).hasSize(2);
        assertThat(Sources.zip(archive).folder()).isEmpty();
        assertThat(Sources.zip(zip()).files()).isEmpty();
    }

    @Test
    void checksAProductInAnArchiveLikeItsFiles() throws IOException {
        TestProduct product =
                TestProduct.dbt().file("models/orders.sql", "select 1 as id").pointing("found", "model", "/name");
        Map<String, byte[]> files = product.sources().files();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        assertThat(product.engine().check(Sources.zip(bytes.toByteArray())).violations())
                .hasSize(1)
                .isEqualTo(product.check().violations());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../../b",
                "a/..",
                "/etc/passwd",
                "C:\\x",
                "a\\..\\b",
                "\\\\host\\x",
                "a\u0000b",
                "a\nb"
            })
    void refusesNamesThatLeadOut(String name) throws IOException {
        refuses(zip(name, "x"), "the archive has an entry that leads out of it: ");
    }

    @Test
    void refusesNamesThatAreThereTwice() throws IOException {
        refuses(zip("a", "1", "./a", "2"), "the archive has two entries a");
        refuses(zip("a", "1", "a/b", "2"), "the archive has a as a file and as a folder of a/b");
        refuses(zip(".", "1"), "the archive has an entry without a name");
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        byte[] archive = zip("a", "x".repeat(1000), "b", "y".repeat(1000));
        ZipLimits all = ZipLimits.DEFAULT;
        Map<String, ZipLimits> limits = new TreeMap<>();
        limits.put("archiveBytes", new ZipLimits(100, all.entries(), all.entryBytes(), all.totalBytes(), all.ratio()));
        limits.put("entries", new ZipLimits(all.archiveBytes(), 1, all.entryBytes(), all.totalBytes(), all.ratio()));
        limits.put("entryBytes", new ZipLimits(all.archiveBytes(), 9, 999, all.totalBytes(), all.ratio()));
        limits.put("totalBytes", new ZipLimits(all.archiveBytes(), 9, 1000, 1999, all.ratio()));
        limits.forEach((name, limit) -> assertThatThrownBy(() -> Sources.zip(new ByteArrayInputStream(archive), limit))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("limit " + name));
        refuses(
                zip("bomb", "0".repeat(3 << 20)),
                "more than 100 times larger when it is unpacked (limit ratio), at bomb");
        assertThatThrownBy(() -> new ZipLimits(0, 1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsNoArchiveOrDamaged() throws IOException {
        refuses(new byte[0], "this is no zip archive, or its end is missing");
        refuses("name: shop".getBytes(StandardCharsets.UTF_8), "this is no zip archive");
        byte[] archive = zip("models/a.sql", "select 1 as id from somewhere", "b", "some text");
        for (int length = 0; length < archive.length; length++) {
            refuses(Arrays.copyOf(archive, length), "");
        }
        byte[] whole = texts(Sources.zip(archive)).toString().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < archive.length; i++) {
            byte[] changed = archive.clone();
            changed[i] ^= 0x55;
            byte[] read = null;
            try {
                read = texts(Sources.zip(changed)).toString().getBytes(StandardCharsets.UTF_8);
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("(?s).*\\w.*");
            }
            // Times, versions and attributes matter to nobody.
            assertThat(read == null || Arrays.equals(read, whole))
                    .as("byte " + i)
                    .isTrue();
        }
    }

    private static byte[] patched(byte[] archive, int offset, int... bytes) {
        byte[] changed = archive.clone();
        int directory = -1;
        for (int i = 0; i + 3 < changed.length && directory < 0; i++) {
            directory =
                    changed[i] == 'P' && changed[i + 1] == 'K' && changed[i + 2] == 1 && changed[i + 3] == 2 ? i : -1;
        }
        for (int i = 0; i < bytes.length; i++) {
            changed[directory + offset + i] = (byte) bytes[i];
        }
        return changed;
    }

    @Test
    void followsLinksWithinTheArchive() throws IOException {
        // The first entry of the directory becomes a link: made on Unix, of the kind 0xA000.
        assertThat(texts(Sources.zip(patched(patched(zip("m/l", "../a", "a", "text"), 5, 3), 40, 0xff, 0xa1))))
                .containsEntry("m/l", "text");
        for (String target : new String[] {"../../etc/passwd", "/etc/passwd", "none", "l"}) {
            refuses(
                    patched(patched(zip("m/l", target, "a", "text"), 5, 3), 40, 0xff, 0xa1),
                    "the link m/l leads to no file of the archive: ");
        }
    }

    @Test
    void refusesWhatCanBeReadInTwoWays() throws IOException {
        byte[] archive = zip("a", "text");
        refuses(patched(archive, 46, 'b'), "b has another name where its content is");
        refuses(patched(archive, 8, 1), "a is encrypted");
        refuses(patched(archive, 10, 12), "a is packed by method 12");
    }
}
