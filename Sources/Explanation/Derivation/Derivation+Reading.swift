// SPDX-License-Identifier: Apache-2.0
package import Autodiff
internal import Formulas
internal import Tensors

extension Derivation {
  /// The printed formulas as a program: each is read back from its text, in their order.
  ///
  /// Its inputs are those of the derivation, with samples along a new first axis of those that differ from sample to
  /// sample, and then the weights of a value that is not a single number. Its outputs are the value, over samples the
  /// first one's, and the gradient.
  ///
  /// - Parameter isComplete: Whether the complete formulas are meant, as far as there are.
  package func readBack(isComplete: Bool = false, sampleCount: Int = 1) throws -> Program {
    var shapes = zip(inputs, inputShapes).map { name, shape in
      samples.contains(name) ? Shape([sampleCount] + shape.extents) : shape
    }
    if cotangent != nil { shapes.append(function[function.count - 1].shape) }
    return try Program(inputs: shapes) { variables in
      var scope = FormulaScope(self, inputs: variables)
      if let cotangent { scope.define(cotangent, variables[variables.count - 1]) }
      for equation in function + adjoints { try scope.define(equation.name, as: equation.formula) }
      let value = try function.suffix(1).map { try scope.read($0.name).broadcast(to: $0.shape) }
      return try value
        + gradient.map { equation in
          let complete = isComplete ? equation.variable.flatMap(completeFormula) : nil
          return try scope.read(complete ?? equation.formula).broadcast(to: equation.shape)
        }
    }
  }
}

/// What the names of a derivation stand for, while its formulas are read.
struct FormulaScope {
  private var shared: [String: Variable] = [:]
  /// For each sample what names stand for that differ from sample to sample.
  private var samples: [[String: Variable]] = []

  /// - Parameter inputs: A variable for each input; with a first axis for the samples where they differ.
  init(_ derivation: Derivation, inputs: [Variable]) {
    for constant in derivation.constants { shared[constant.name] = Variable(constant.value) }
    for (name, variable) in zip(derivation.inputs, inputs) {
      guard derivation.samples.contains(name) else {
        shared[name] = variable
        continue
      }
      if samples.isEmpty { samples = Array(repeating: [:], count: variable.shape[0]) }
      for i in samples.indices { samples[i][name] = variable[i] }
    }
  }

  private var names: [String] { Array(shared.keys) + (samples.first.map { Array($0.keys) } ?? []) }

  mutating func define(_ name: String, _ variable: Variable) { shared[name] = variable }

  /// Gives a name to the value of a formula, for each sample where there are some.
  mutating func define(_ name: String, as text: String) throws {
    let formula = try Formula(matrixNotation: text, names: names)
    guard !samples.isEmpty else {
      shared[name] = try formula.record(shared, in: text)
      return
    }
    for i in samples.indices {
      samples[i][name] = try formula.record(shared.merging(samples[i]) { $1 }, in: text)
    }
  }

  /// The value of a formula; of one without `Σₛ` for the first sample.
  func read(_ text: String) throws -> Variable {
    let names = shared.merging(samples.first ?? [:]) { $1 }
    return try Formula(matrixNotation: text, names: self.names).record(names, samples: samples, in: text)
  }
}
