// SPDX-License-Identifier: Apache-2.0
internal import Formulas
internal import Wengert

/// What is fitted: a network or a formula.
struct FitModel {
  let model: Model
  /// Where the formula's parameters start; `nil` for a network, which starts at random.
  let start: Tensor<Double>?
  /// The formula, as it was written.
  let formula: String?

  /// The names of a formula's parameters.
  var parameterNames: [String] { model.parameters.map(\.name) }

  init(_ request: FitRequest, _ data: FitData) throws {
    formula = request.formula
    if let text = request.formula {
      let names = try Self.parameterNames(text, data)
      model = try Self.formula(text, names, data)
      start = try Self.start(request.start, names)
    } else {
      model = try Self.network(request.model ?? "", data)
      start = nil
    }
  }

  // MARK: Formulas

  private static func parameterNames(_ text: String, _ data: FitData) throws -> [String] {
    let names = try Formula(text).names.filter { !data.inputs.contains($0) }
    guard !names.isEmpty else { throw UsageError("the formula has no parameter: every name is a column") }
    if let target = names.first(where: data.targets.contains) {
      throw UsageError("the formula names '\(target)', which is what it predicts")
    }
    return names
  }

  private static func formula(_ text: String, _ names: [String], _ data: FitData) throws -> Model {
    let formula = try Formula(text)
    return try Model(input: [data.inputs.count]) { parameter, sample in
      var meanings: [String: Variable] = [:]
      for (place, name) in data.inputs.enumerated() { meanings[name] = sample[place] }
      for name in names { meanings[name] = parameter(name, .scalar) }
      return try formula.record(meanings, in: text)
    }
  }

  /// The values of `1,0.1`, or of `b1=1,b2=0.1` in any order.
  private static func start(_ text: String?, _ names: [String]) throws -> Tensor<Double> {
    let wanted = "--start takes a value for each parameter: \(names.map { "\($0)=1" }.joined(separator: ","))"
    guard let text else { throw UsageError("a formula needs a start; \(wanted)") }
    let words = text.split(separator: ",").map { $0.filter { $0 != " " } }
    var values: [String: Double] = [:]
    for (place, word) in words.enumerated() {
      let parts = word.split(separator: "=", omittingEmptySubsequences: false)
      guard let value = Double(parts.last ?? ""), value.isFinite, parts.count <= 2 else {
        throw UsageError("'\(word)' is no first value; \(wanted)")
      }
      guard parts.count == 2 || place < names.count else { throw UsageError(wanted) }
      let name = parts.count == 2 ? String(parts[0]) : names[place]
      guard names.contains(name) else { throw UsageError(unknown: "parameter", name, known: names) }
      values[name] = value
    }
    if let name = names.first(where: { values[$0] == nil }) {
      throw UsageError("'\(name)' has no first value; \(wanted)")
    }
    return Tensor(names.map { values[$0] ?? 0 })
  }

  // MARK: Networks

  private static let activations: [String: @Sendable () -> any Layer] = [
    "tanh": { Tanh() }, "sigmoid": { Sigmoid() }, "relu": { Relu() }, "softplus": { Softplus() },
    "gelu": { Gelu() }, "silu": { Silu() }, "elu": { Elu() }, "leakyrelu": { LeakyRelu() },
  ]

  private static func network(_ text: String, _ data: FitData) throws -> Model {
    let words = text.split(separator: " ").map(String.init)
    let outputs = data.task.outputNames(data.targets)
    let form =
      "--model takes units and an activation, as '\(data.inputs.count)-10-\(outputs.count) tanh'"
    guard (1...2).contains(words.count) else { throw UsageError("\(form), not '\(text)'") }
    let sizes = words[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard sizes.count > 1, sizes.allSatisfy({ (1...100_000).contains($0) }) else {
      throw UsageError("\(form), not '\(text)'")
    }
    guard sizes[0] == data.inputs.count else {
      throw UsageError(
        "the network has \(sizes[0]) inputs, but there are \(data.inputs.count): \(data.inputs.joined(separator: ", "))"
          + "; pick them with --inputs")
    }
    guard sizes.last == outputs.count else {
      throw UsageError(
        "the network has \(sizes.last ?? 0) outputs, but there are \(outputs.count) to predict: "
          + outputs.joined(separator: ", "))
    }
    let name = (words.count == 2 ? words[1] : "tanh").lowercased()
    guard let activation = activations[name] else {
      throw UsageError(unknown: "activation", name, known: activations.keys.sorted())
    }
    return try Model(input: [sizes[0]]) {
      for (number, units) in sizes.dropFirst().enumerated() {
        Dense(units)
        if number < sizes.count - 2 { activation() }
      }
    }
  }
}
