package dev.assay.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The arrows between packages: {@code run -> chart -> summary -> text, svg -> explore, bench -> page, form
 * -> serve, (door) -> cli}. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.assay.reports");

    /** What the template compiler makes is not ours to shape. */
    private static final String GENERATED = "dev.assay.reports.page.generated..";

    @Test
    void theRulesSeeTheModule() {
        assertThat(CLASSES.size()).isGreaterThan(40);
        assertThat(CLASSES.contain(Reports.class)).isTrue();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.assay.reports.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void dataFlowsOneWay() {
        List<String> order = List.of(
                "run", "chart", "summary", "text", "svg", "explore", "bench", "page", "form",
                "serve", "cli");
        for (int i = 0; i < order.size(); i++) {
            mayNotUse(order.get(i), order.subList(i + 1, order.size()).toArray(new String[0]));
        }
        mayNotUse("svg", "run", "chart", "text");
        mayNotUse("form", "page");
    }

    private static void mayNotUse(String from, String... to) {
        for (String target : to) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.assay.reports." + from + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.assay.reports." + target + "..")
                    .check(CLASSES);
        }
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() {
        Set<String> described = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (type.getPackageName().endsWith(".generated")) {
                continue;
            }
            all.add(type.getPackageName());
            if (type.getSimpleName().equals("package-info")) {
                assertThat(type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as(type.getPackageName())
                        .isTrue();
                described.add(type.getPackageName());
            }
        }
        assertThat(described).isEqualTo(all).hasSize(12);
    }

    @Test
    void onlyTheCommandSpeaksToTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.assay.reports.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheTemplatesOutputAndTheRunFolderKnowTheirLibraries() {
        classes()
                .that()
                .resideOutsideOfPackages("dev.assay.reports.page..", GENERATED)
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("gg.jte..")
                .check(CLASSES);
    }
}
