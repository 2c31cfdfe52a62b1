// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
public import Tensors

extension Model {
  /// The model with some of its parameters fixed: they are constants of the new model, and no longer in its vector.
  ///
  /// - Parameters:
  ///   - names: Names of parameters, or of layers for all of theirs.
  ///   - vector: A parameter vector of this model, for their values.
  /// - Throws: `ModelError` when there is no such parameter or layer, or the vector has another length.
  public func freezing(_ names: [String], at vector: Tensor<Double>) throws -> Model {
    try check(vector)
    for name in names where !parameters.contains(where: { $0.isNamed(name) }) {
      throw ModelError.unknownParameter(name, known: parameters.map(\.name))
    }
    let isFrozen = parameters.map { parameter in names.contains(where: parameter.isNamed) }
    var start = 0
    let kept = zip(parameters, isFrozen).filter { !$1 }.map { parameter, _ in
      defer { start += parameter.range.count }
      return Parameter(
        name: parameter.name, shape: parameter.shape, range: start..<start + parameter.range.count,
        initializer: parameter.initializer, role: parameter.role, penalty: parameter.penalty)
    }

    /// The program with the kept parameters for its first input.
    func reduced(_ program: Program) throws -> Program {
      try Program(
        inputs: [[start]] + program.inputShapes.dropFirst(), named: program.inputNames.map { $0 ?? "" }
      ) { variables in
        var next = 0
        let pieces = zip(parameters, isFrozen).map { parameter, isFrozen in
          if isFrozen { return Variable(vector[parameter.range]) }
          defer { next += parameter.range.count }
          return variables[0][next..<next + parameter.range.count]
        }
        return program([concatenate(pieces)] + variables.dropFirst())
      }
    }
    return Model(
      program: try reduced(program),
      training: try training.map { form in
        let observed = form.observed.indices.filter { i in kept.contains { $0.name == form.observed[i] } }
        return TrainingForm(
          program: try reduced(form.program).returning([0] + observed.map { $0 + 1 }), noise: form.noise,
          observed: observed.map { form.observed[$0] })
      },
      parameters: kept, inputShape: inputShape, layers: layers)
  }
}

extension Program {
  /// The program of some of the outputs.
  fileprivate func returning(_ outputs: [Int]) throws -> Program {
    try Program(inputs: inputShapes, named: inputNames.map { $0 ?? "" }) { variables in
      let results = self(variables)
      return outputs.map { results[$0] }
    }
  }
}

extension Parameter {
  /// Whether a name is the parameter's own or that of a layer it belongs to.
  fileprivate func isNamed(_ name: String) -> Bool { self.name == name || self.name.hasPrefix(name + ".") }
}
