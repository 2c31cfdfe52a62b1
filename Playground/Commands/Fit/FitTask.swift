// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What a fit predicts: numbers, or which class a row is of.
enum FitTask {
  case regression
  /// The classes in the order of their numbers.
  case classification([String])

  /// - Throws: `UsageError` when what is asked for does not go with classes, or the target holds words and no classes are
  ///   asked for.
  init(_ request: FitRequest, _ table: Table) throws {
    let target = request.targets[0]
    guard request.predictsClasses else {
      let words = try table.categories(of: target)
      if table[target]?.kind == .text, words.allSatisfy({ Double($0) == nil }) {
        throw UsageError("column '\(target)' holds words; --classes predicts them")
      }
      self = .regression
      return
    }
    let classes = try table.categories(of: target)
    guard classes.count > 1 else {
      throw UsageError("column '\(target)' holds \(classes.count) classes; there is nothing to tell apart")
    }
    if let method = request.method, method.needsSquares {
      throw UsageError("\(method.rawValue) is for sums of squares; classes take bfgs, lbfgs, adam or sgd")
    }
    self = .classification(classes)
  }

  /// The method that is taken unless another is named.
  var method: FitRequest.Method {
    switch self {
    case .regression: .lm
    case .classification: .bfgs
    }
  }

  var loss: any Loss {
    switch self {
    case .regression: MeanSquaredError()
    case .classification: CrossEntropy(.classes)
    }
  }

  /// Whether a network's targets are scaled as its inputs are.
  var scalesTargets: Bool {
    switch self {
    case .regression: true
    case .classification: false
    }
  }

  /// A number that tells how good a fit is, its title, and its key in JSON.
  struct Figure {
    let metric: Metric
    let title: String
    let key: String
    let text: (Double) -> String
  }

  var figures: [Figure] {
    switch self {
    case .regression:
      [
        Figure(metric: .rSquared, title: "R²", key: "rSquared") { $0.fixed(6) },
        Figure(metric: .rootMeanSquaredError, title: "RMS error", key: "rootMeanSquaredError") {
          "\(Float($0))"
        },
      ]
    case .classification:
      [Figure(metric: .accuracy, title: "accuracy", key: "accuracy") { $0.fixed(4) }]
    }
  }

  // MARK: Columns

  /// What a network has outputs for.
  func outputNames(_ targets: [String]) -> [String] {
    switch self {
    case .regression: targets
    case .classification(let classes): classes
    }
  }

  /// The targets as they stand in the file.
  func columns(ofTargets values: Tensor<Double>, _ names: [String]) -> [(name: String, column: Column)] {
    switch self {
    case .regression: names.enumerated().map { ($1, .numbers(values.column($0, of: names.count))) }
    case .classification(let classes): [(names[0], .text(values.scalars.map { classes[Int($0)] }))]
    }
  }

  /// What a model's outputs say: numbers, or the likeliest class and its probability.
  func columns(ofOutputs values: Tensor<Double>, _ names: [String]) -> [(name: String, column: Column)] {
    switch self {
    case .regression:
      return names.enumerated().map { ("predicted \($1)", .numbers(values.column($0, of: names.count))) }
    case .classification(let classes):
      let places = values.largestPlaces().scalars.map { Int($0) }
      let probabilities = places.enumerated().map { row, place in
        let outputs = values.scalars[row * classes.count..<(row + 1) * classes.count]
        let largest = values.scalars[row * classes.count + place]
        return 1 / outputs.reduce(0) { $0 + exp($1 - largest) }
      }
      return [
        ("predicted \(names[0])", .text(places.map { classes[$0] })),
        ("probability", .numbers(probabilities)),
      ]
    }
  }
}

extension Tensor<Double> {
  /// One of `count` columns that lie side by side.
  func column(_ place: Int, of count: Int) -> [Double] {
    stride(from: place, to: self.count, by: count).map { scalars[$0] }
  }
}
