package dev.bylaw.internal.contract;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import java.util.Optional;

/**
 * A format of contracts or products, told by the content of a file and never by its name.
 *
 * @param standard the standard
 * @param version the version that the file states, empty if it states none
 */
public record ContractFormat(Standard standard, String version) {
    /** The standards. */
    public enum Standard {
        /** Open Data Contract Standard 3.x. */
        ODCS("odcs", "Open Data Contract Standard", true, ""),
        /** Open Data Contract Standard 2.x. */
        ODCS_2(
                "odcs",
                "Open Data Contract Standard 2",
                true,
                "convert it to version 3.1, whose files have 'kind: DataContract' and 'apiVersion: v3.1.0'"),
        /** Open Data Product Standard of Bitol. */
        ODPS("odps-bitol", "Open Data Product Standard", false, ""),
        /** Data Product Descriptor Specification. */
        DPDS("dpds", "Data Product Descriptor Specification", false, Standard.PRODUCT),
        /** Data Contract Specification. */
        DCS(
                "dcs",
                "Data Contract Specification",
                true,
                "convert it to version 3.1 of the Open Data Contract Standard, for example with"
                        + " 'datacontract export --format odcs'"),
        /** Open Data Product Specification of opendataproducts.org. */
        OPEN_DATA_PRODUCTS("opendataproducts", "Open Data Product Specification", false, Standard.PRODUCT);

        private static final String PRODUCT = "describe the product with the Open Data Product Standard 1.0 of Bitol,"
                + " whose files have 'kind: DataProduct'";

        private final String id;
        private final String title;
        private final boolean contract;
        private final String advice;

        Standard(String id, String title, boolean contract, String advice) {
            this.id = id;
            this.title = title;
            this.contract = contract;
            this.advice = advice;
        }

        /** {@return the name in the document} */
        public String id() {
            return id;
        }

        /** {@return the name in messages} */
        public String title() {
            return title;
        }

        /** {@return whether its files are contracts; otherwise they are products} */
        public boolean isContract() {
            return contract;
        }

        /** {@return what to do with its files, empty if they are read} */
        public String advice() {
            return advice;
        }

        /** {@return whether its files are read} */
        public boolean isRead() {
            return advice.isEmpty();
        }
    }

    /** {@return the format of a document; empty if it is no contract and no product} */
    public static Optional<ContractFormat> of(Tree document) {
        if (!(document instanceof Tree.Mapping mapping)) {
            return Optional.empty();
        }
        String kind = Trees.text(mapping, "kind").orElse("");
        String version = Trees.text(mapping, "apiVersion").orElse("");
        boolean has2 = mapping.get("quantumName").isPresent()
                || mapping.get("datasetName").isPresent()
                || mapping.get("uuid").isPresent() && mapping.get("dataset").isPresent();
        if (kind.equals("DataContract") && !version.startsWith("v2") && !(has2 && version.isEmpty())) {
            return Optional.of(new ContractFormat(Standard.ODCS, version));
        }
        if (has2 || kind.equals("DataContract")) {
            return Optional.of(new ContractFormat(Standard.ODCS_2, version));
        }
        if (kind.equals("DataProduct")) {
            return Optional.of(new ContractFormat(Standard.ODPS, version));
        }
        if (mapping.get("dataProductDescriptor").isPresent()) {
            return Optional.of(new ContractFormat(
                    Standard.DPDS, Trees.text(mapping, "dataProductDescriptor").orElse("")));
        }
        if (mapping.get("dataContractSpecification").isPresent()) {
            return Optional.of(new ContractFormat(
                    Standard.DCS,
                    Trees.text(mapping, "dataContractSpecification").orElse("")));
        }
        boolean isProduct =
                mapping.get("product").filter(Tree.Mapping.class::isInstance).isPresent()
                        && Trees.text(mapping, "schema")
                                .filter(schema -> schema.contains("opendataproducts") || schema.contains("odps"))
                                .isPresent();
        return isProduct
                ? Optional.of(new ContractFormat(
                        Standard.OPEN_DATA_PRODUCTS,
                        Trees.text(mapping, "version").orElse("")))
                : Optional.empty();
    }
}
