package dev.assay.checker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The arrows between the packages, and what the pure core must not touch. */
class ArchitectureTest {

    private static final String ROOT = "dev.assay.checker";

    /** Fewer would mean that the rules look at nothing. */
    private static final int CLASSES_MIN = 50;

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    private static final String[] PURE = {
        ROOT + ".history", ROOT + ".model", ROOT + ".engine", ROOT + ".evidence", ROOT + ".verdict"
    };

    @Test
    void theRulesSeeTheClasses() {
        assertThat(CLASSES.size()).isGreaterThan(CLASSES_MIN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingDependsOnTheDoorButTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    @Test
    void theCoreIsPure() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.net..", "java.nio..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Thread.class, Random.class, ThreadLocalRandom.class, java.time.Clock.class)
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineExitsOrPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".knossos.ChildMain") // a program of its own
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void noDrawers() {
        classes()
                .should()
                .resideOutsideOfPackages("..util..", "..common..", "..helper..", "..misc..")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        List<String> bare = CLASSES.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(pack -> pack.tryGetPackageInfo().isEmpty()
                        || !pack.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(bare).isEmpty();
    }
}
