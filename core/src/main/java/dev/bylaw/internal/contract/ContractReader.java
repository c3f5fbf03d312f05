package dev.bylaw.internal.contract;

import dev.bylaw.internal.json.JsonReader;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.internal.yaml.YamlOptions;
import dev.bylaw.internal.yaml.YamlReader;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds and reads the contracts and product manifests of a tree: any YAML or JSON file whose content says that it is one.
 * What a standard demands is not checked here; what cannot be understood is a problem. Stateless.
 */
public final class ContractReader {
    /** The layer of values of contracts and products. */
    static final String LAYER = "contract";

    /** Words of which every contract and product has one. */
    private static final List<String> MARKERS = List.of(
            "DataContract",
            "DataProduct",
            "quantumName",
            "datasetName",
            "dataProductDescriptor",
            "dataContractSpecification",
            "opendataproducts",
            "odps");

    private final SourceTree tree;
    private final Diagnostics diagnostics;
    private final Map<String, Contract> contracts = new HashMap<>();
    private final Map<String, Contract> products = new HashMap<>();
    private final List<Contract> contractList = new ArrayList<>();
    private final List<Contract> productList = new ArrayList<>();
    private Optional<String> contractsOpen = Optional.empty();
    private Optional<String> productsOpen = Optional.empty();

    private ContractReader(SourceTree tree, Diagnostics diagnostics) {
        this.tree = tree;
        this.diagnostics = diagnostics;
    }

    /**
     * Reads all contracts and products.
     *
     * @param tree the files
     * @param included which paths are looked at; installed packages, say, hold no contracts of this product
     * @param diagnostics where problems and notices go
     * @return the contracts and products
     */
    public static Contracts read(SourceTree tree, Predicate<String> included, Diagnostics diagnostics) {
        ContractReader reader = new ContractReader(tree, diagnostics);
        for (SourceTree.Entry entry : tree.files()) {
            if (isCandidate(entry.path()) && included.test(entry.path()) && reader.hasMarker(entry)) {
                reader.file(entry.path());
            }
        }
        return new Contracts(reader.contractList, reader.productList, reader.contractsOpen, reader.productsOpen);
    }

    private static boolean isCandidate(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yml") || lower.endsWith(".yaml") || lower.endsWith(".json");
    }

    /** Whether a file may be a contract; others are not parsed, and what is wrong with them is not said. */
    private boolean hasMarker(SourceTree.Entry entry) {
        int most = (int) Math.min(tree.limits().textFileBytes(), Integer.MAX_VALUE - 8);
        Optional<byte[]> bytes = tree.head(entry.path(), most, new Diagnostics(Limits.DEFAULT));
        if (bytes.isEmpty()) {
            return false;
        }
        String text = new String(bytes.get(), StandardCharsets.ISO_8859_1);
        return MARKERS.stream().anyMatch(text::contains);
    }

    private void file(String path) {
        Optional<SourceFile> text = tree.text(path, diagnostics);
        Optional<List<Tree>> documents = text.flatMap(this::documents);
        if (documents.isEmpty()) {
            String reason = "the file " + path + " cannot be read";
            contractsOpen = contractsOpen.or(() -> Optional.of(reason));
            productsOpen = productsOpen.or(() -> Optional.of(reason));
            return;
        }
        for (Tree document : documents.get()) {
            ContractFormat.of(document).ifPresent(format -> document(path, (Tree.Mapping) document, format));
        }
    }

    private Optional<List<Tree>> documents(SourceFile file) {
        return file.path().toLowerCase(Locale.ROOT).endsWith(".json")
                ? JsonReader.read(file, LAYER, tree.limits(), diagnostics).map(List::of)
                : YamlReader.readAll(file, YamlOptions.contract(LAYER), tree.limits(), diagnostics);
    }

    private void document(String path, Tree.Mapping document, ContractFormat format) {
        Location place = Trees.place(document, Location.startOf(path));
        if (!isReadable(format, document, place)) {
            String reason =
                    "the file " + path + " is not read: " + format.standard().title() + " " + format.version();
            if (format.standard().isContract()) {
                contractsOpen = contractsOpen.or(() -> Optional.of(reason.strip()));
            } else {
                productsOpen = productsOpen.or(() -> Optional.of(reason.strip()));
            }
            return;
        }
        Normalizer normalizer = new Normalizer(format, path, diagnostics);
        boolean isContract = format.standard().isContract();
        Tree.Mapping normal = isContract ? normalizer.contract(document) : normalizer.product(document);
        String id = Trees.text(normal, "id").orElse("");
        if (id.isEmpty()) {
            diagnostics.problem(
                    place,
                    Problem.Kind.INVALID_CONTENT,
                    "a " + (isContract ? "contract" : "data product") + " needs an 'id' that is text");
        }
        add(new Contract(id.isEmpty() ? path : id, format, normal, place), isContract);
    }

    private void add(Contract contract, boolean isContract) {
        Map<String, Contract> known = isContract ? contracts : products;
        Contract before = known.putIfAbsent(contract.key(), contract);
        Contract added = contract;
        if (before != null) {
            diagnostics.notice(
                    contract.location(),
                    "duplicate-id",
                    "the id '" + contract.key() + "' is also that of "
                            + before.location().file() + "; this one is listed by its id and path");
            String key = contract.key() + " (" + contract.location().file() + ":"
                    + contract.location().start().line() + ")";
            added = new Contract(key, contract.format(), contract.document(), contract.location());
            known.put(key, added);
        }
        (isContract ? contractList : productList).add(added);
    }

    private boolean isReadable(ContractFormat format, Tree.Mapping document, Location place) {
        ContractFormat.Standard standard = format.standard();
        Location at = document.get("apiVersion")
                .map(version -> Trees.place(version, place))
                .orElse(place);
        if (!standard.isRead()) {
            diagnostics.notice(
                    at,
                    "unread-format",
                    "a file of the " + standard.title() + " is not read, so nothing is known of what it describes; "
                            + standard.advice());
            return false;
        }
        List<String> known = standard == ContractFormat.Standard.ODCS
                ? List.of("v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0")
                : List.of("v0.9.0", "v1.0.0");
        if (!known.contains(format.version())) {
            diagnostics.notice(
                    at,
                    "unknown-version",
                    "the version '" + format.version() + "' of the " + standard.title()
                            + " is not known; what is known of it is read as in " + known.get(known.size() - 1));
        }
        return true;
    }
}
