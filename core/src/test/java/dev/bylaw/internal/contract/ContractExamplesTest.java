package dev.bylaw.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the examples that the standards publish, where the property {@code bylaw.shared} names a folder with them. */
class ContractExamplesTest {
    private final Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);

    private Contracts read(String standard) throws IOException {
        Path folder = Path.of(System.getProperty("bylaw.shared", "absent"), "standards", standard);
        Assumptions.assumeTrue(
                Files.isDirectory(folder), "the property bylaw.shared names no folder with standards/" + standard);
        SourceTree tree = SourceTree.ofFolder(folder, folder, Limits.DEFAULT);
        return ContractReader.read(tree, path -> path.contains("examples/"), diagnostics);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0"})
    void readsContracts(String version) throws IOException {
        Contracts contracts = read("odcs/" + version);
        assertThat(diagnostics.problems()).isEmpty();
        assertThat(diagnostics.notices()).extracting(Notice::kind).allMatch(kind -> kind.equals("duplicate-id"));
        assertThat(contracts.contracts()).hasSizeGreaterThanOrEqualTo(14);
        assertThat(contracts.contractsOpen()).isEmpty();
        assertThat(contracts.contracts())
                .allSatisfy(contract -> {
                    assertThat(contract.format().version()).startsWith("v3.");
                    assertThat(contract.document().entries()).containsKeys("owner", "schema", "raw");
                })
                .anySatisfy(contract -> assertThat(Trees.sequence(contract.document(), "schema")
                                .orElseThrow()
                                .items())
                        .isNotEmpty())
                .anySatisfy(contract -> assertThat(Trees.sequence(contract.document(), "sla")
                                .orElseThrow()
                                .items())
                        .isNotEmpty());
    }

    @Test
    void readsProducts() throws IOException {
        Contracts contracts = read("odps-bitol/v1.0.0");
        assertThat(diagnostics.problems()).isEmpty();
        assertThat(contracts.products()).hasSize(2);
        assertThat(contracts.products())
                .allSatisfy(product -> assertThat(Trees.sequence(product.document(), "outputPorts")
                                .orElseThrow()
                                .items())
                        .isNotEmpty());
        assertThat(contracts.productsOpen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"odcs/v2.2.2", "datacontract-spec"})
    void recognisesOlderFormats(String standard) throws IOException {
        Contracts contracts = read(standard);
        assertThat(diagnostics.problems()).isEmpty();
        assertThat(contracts.contracts()).isEmpty();
        assertThat(contracts.contractsOpen()).isPresent();
        assertThat(diagnostics.notices())
                .hasSizeGreaterThan(4)
                .extracting(Notice::kind)
                .containsOnly("unread-format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpds", "odps-opendataproducts"})
    void endsAtOtherStandards(String standard) throws IOException {
        Contracts contracts = read(standard);
        assertThat(contracts.contracts().size()
                        + contracts.products().size()
                        + diagnostics.notices().size())
                .isPositive();
        // Some of these are templates rather than YAML.
        assertThat(diagnostics.problems()).extracting(Problem::kind).allMatch(Problem.Kind.INVALID_SYNTAX::equals);
    }
}
