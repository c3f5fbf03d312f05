package dev.bylaw.rules.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.Workspace;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Value;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DataProductsTest {
    private static final PolicyEngine ENGINE = PolicyEngine.builder().build();

    @Provide
    Arbitrary<DataProduct> products() {
        return DataProducts.of(List.of("cost-center", "tax_id", "Personal Data"));
    }

    private static Workspace read(DataProduct product) {
        try {
            return ENGINE.read(product.sources(), CheckOptions.DEFAULT);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 60)
    void canBeRead(@ForAll("products") DataProduct product) {
        assertThat(read(product).problems()).as("%s", product).isEmpty();
        assertThat(read(product.hide(place -> true)).problems()).isEmpty();
        Map<Integer, Optional<String>> nothing = new HashMap<>();
        for (int i = 0; i < product.places(); i++) {
            nothing.put(i, Optional.empty());
        }
        assertThat(read(product.fill(nothing)).problems()).isEmpty();
    }

    @Property(tries = 60)
    void haveTheirPlacesWhereTheySay(@ForAll("products") DataProduct product) {
        ObjectValue models =
                (ObjectValue) read(product.hide(place -> true)).document().get("models");
        for (int i = 0; i < product.places(); i++) {
            DataProduct.Place place = product.place(i);
            if (place.element().startsWith("model.")) {
                ObjectValue model = (ObjectValue) models.get(place.element());
                Value unknown = model.get("unknown");
                assertThat(String.valueOf(unknown) + model.get("open"))
                        .as("%s of %s", place, model)
                        .contains(place.pointers().get(0));
            }
        }
    }

    @Property(tries = 50)
    void areTheSameInAnotherOrder(@ForAll("products") DataProduct product) {
        assertThat(product.backwards().backwards().files()).isEqualTo(product.files());
        assertThat(product.backwards().places()).isEqualTo(product.places());
        assertThat(product.fill(Map.of()).files()).isEqualTo(product.files());
    }
}
