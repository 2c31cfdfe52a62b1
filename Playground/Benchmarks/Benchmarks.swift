// SPDX-License-Identifier: Apache-2.0

/// The one place that lists the benchmarks.
enum Benchmarks {
  static let all: [any Benchmark] = [
    Dispatch(),
    HandWrittenGradient<TinyByHand>.tiny(samples: 6, target: 0.8),
    HandWrittenGradient<TinyByHand>.tiny(samples: 1000, target: 25),
    HandWrittenGradient<SmallByHand>.small,
    ProductsGradient<Double>.medium,
    ProductsGradient<Float>.large,
    HessianVectorProduct(),
    ResidualJacobian(),
    LevenbergMarquardtIteration(),
    BFGSIteration(),
    MisraIteration(),
    NetworkFits(),
    ScalarCode(),
    OneShot(),
    CompileTime(),
    Scaling(),
    MemoryUse(),
    TwoThreads(),
    TrainingStep(),
  ]
}
