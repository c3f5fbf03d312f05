/** YAML as OPA reads and writes it: that of Go's {@code yaml.v3}, brought into JSON. */
package dev.bylaw.rego.internal.yaml;
