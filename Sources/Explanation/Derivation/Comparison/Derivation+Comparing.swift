// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

extension Derivation {
  /// Compares formulas for derivatives, derived by hand, with this derivation: which of the parts that the chain rule adds
  /// up they have, which are missing, and what does not belong there.
  ///
  /// ```swift
  /// let comparison = try derivation.compare(with: [
  ///   "δ": "2(ẑ − z) ⊙ (1 − ẑ²)", "W3": "δ H*ᵀ", "W2": "(W3ᵀδ ⊙ (1 − H*²)) h*ᵀ",
  /// ])
  /// ```
  /// The formulas are compared by their values at random points, so that it does not matter how they are written.
  ///
  /// - Parameter formulas: A formula for each derivative, by the name of the input; other names are quantities of which
  ///   later formulas make use. Over samples, `Σ` in front of a derivative is the sum over them.
  /// - Throws: ``DerivationError`` for a formula that cannot be read or has another shape than the derivative.
  public func compare(with formulas: KeyValuePairs<String, String>) throws -> DerivationComparison {
    let bench = try ComparisonBench(self, formulas: formulas.map { ($0, $1) })
    let entries = try formulas.filter { self[$0.key] != nil }.compactMap { input, formula in
      try self[input].map { try bench.compare($0, input, formula) }
    }
    return DerivationComparison(entries: entries)
  }
}

/// Values of formulas at random points, to compare them by.
private struct ComparisonBench {
  private let derivation: Derivation
  /// The user's own quantities.
  private let quantities: [(name: String, formula: String)]
  private let points: [[Tensor<Double>]]

  init(_ derivation: Derivation, formulas: [(String, String)]) throws {
    self.derivation = derivation
    quantities = formulas.filter { derivation[$0.0] == nil }
    var source = Xoshiro256(seed: 20)
    // Of a single sample, so that a factor within the sum over samples shows.
    let shapes = zip(derivation.inputs, derivation.inputShapes).map { name, shape in
      derivation.samples.contains(name) ? Shape([1] + shape.extents) : shape
    }
    let candidates = [-1.0, 0.1].map { low in
      (0..<3).map { _ in shapes.map { Tensor.uniform($0, from: low, to: 1, using: &source) } }
    }
    // Logarithms and roots need positive numbers.
    let run = derivation.program
    let isFinite = try candidates[0].allSatisfy { point in
      let sample = zip(point, derivation.inputShapes).map { Tensor(unchecked: $0.scalars, shape: $1) }
      return try run.run(sample).allSatisfy(\.isFinite)
    }
    points = isFinite ? candidates[0] : candidates[1]
  }

  func compare(
    _ equation: Derivation.Equation, _ input: String, _ formula: String
  ) throws -> DerivationComparison.Entry {
    let given = try values(of: [formula], named: input, shape: equation.shape, isGiven: true)[0]
    let derived = try values(of: [equation.formula], named: input, shape: equation.shape)[0]
    let routes = try distinct(derivation.routes(to: equation), equation)
    let difference = zip(given, derived).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
    let size = derived.reduce(Double.leastNormalMagnitude) { max($0, $1.magnitude) }
    let isRight = !(difference > 1e-9 * size)
    let findings =
      isRight
      ? routes.map { DerivationComparison.Finding.right($0.text, path: $0.path) }
      : try self.findings(routes, formula, given, input, equation.shape)
    return DerivationComparison.Entry(
      input: input, given: formula, derived: equation.formula, findings: findings,
      difference: isRight ? 0 : difference / size)
  }

  // MARK: Parts

  /// A part of the derivative, with its values.
  private struct Part {
    var text: String
    var path: String
    var values: [Double]
  }

  /// The ways to a derivative; those that are multiples of each other are one part.
  private func distinct(_ routes: [Route], _ equation: Derivation.Equation) throws -> [Part] {
    let texts = routes.map { route in
      Derivation.Equation(
        name: "", shape: equation.shape, expression: route.expression, contributions: [],
        isOverSamples: equation.isOverSamples, variable: nil
      ).formula
    }
    let all = try values(of: texts, named: equation.name, shape: equation.shape)
    var parts: [Part] = []
    for (number, route) in routes.enumerated() {
      let part = Part(text: texts[number], path: route.path.joined(separator: ", then "), values: all[number])
      if let known = parts.firstIndex(where: { LinearSpan([$0.values]).coefficients(of: part.values) != nil })
      {
        parts[known].text += " + " + part.text
        parts[known].path += parts[known].path == part.path ? "" : "; " + part.path
        parts[known].values = zip(parts[known].values, part.values).map(+)
      } else {
        parts.append(part)
      }
    }
    return parts
  }

  private func findings(
    _ parts: [Part], _ formula: String, _ given: [Double], _ input: String, _ shape: Shape
  ) throws -> [DerivationComparison.Finding] {
    let span = LinearSpan(parts.map(\.values))
    if let coefficients = span.coefficients(of: given) { return zip(parts, coefficients).map(finding) }
    // Not a combination of the parts: term by term.
    var totals = parts.map { _ in 0.0 }
    var strays: [Int: String] = [:]
    var extras: [DerivationComparison.Finding] = []
    let terms = FormulaTerms(formula)
    for (text, term) in zip(
      terms.texts, try values(of: terms.texts, named: input, shape: shape, isGiven: true))
    {
      if let coefficients = span.coefficients(of: term) {
        totals = zip(totals, coefficients).map(+)
      } else if let (part, quantity) = try stray(term, parts, shape) {
        strays[part] = quantity
      } else {
        extras.append(.extra(text))
      }
    }
    return parts.indices.map { number in
      strays[number].map { .stray($0, parts[number].text, path: parts[number].path) }
        ?? finding(parts[number], totals[number])
    } + extras
  }

  private func finding(_ part: Part, _ coefficient: Double) -> DerivationComparison.Finding {
    if coefficient.magnitude < 1e-9 { return .missing(part.text, path: part.path) }
    if (coefficient - 1).magnitude < 1e-9 { return .right(part.text, path: part.path) }
    return .factor(coefficient, part.text, path: part.path)
  }

  /// The part that a term is but for a quantity of the function as a factor or divisor.
  private func stray(_ term: [Double], _ parts: [Part], _ shape: Shape) throws -> (
    part: Int, quantity: String
  )? {
    let named =
      zip(derivation.inputs, derivation.inputShapes).map { ($0, $1) }
      + derivation.function.dropLast().map { ($0.name, $0.shape) }
    for (name, own) in named {
      // A vector goes along the rows or along the columns.
      var forms = own.broadcasts(to: shape) ? [name] : []
      if own.rank == 1, shape.rank == 2, own[0] == shape[0] {
        forms.insert("reshape(\(name), to: [\(own[0]), 1])", at: 0)
      }
      for form in forms {
        let factor = try values(of: [form], named: name, shape: shape)[0]
        for (number, part) in parts.enumerated() {
          if isNear(term, zip(part.values, factor).map(*)) { return (number, "⊙ \(name)") }
          if isNear(zip(term, factor).map(*), part.values) { return (number, "/ \(name)") }
        }
      }
    }
    return nil
  }

  private func isNear(_ a: [Double], _ b: [Double]) -> Bool {
    let size = b.reduce(Double.leastNormalMagnitude) { max($0, $1.magnitude) }
    return zip(a, b).allSatisfy { ($0 - $1).magnitude <= 1e-9 * size }
  }

  // MARK: Values

  /// The values of formulas at all points, one after the other.
  ///
  /// - Parameter isGiven: Whether the formulas are the user's and may use the user's quantities.
  private func values(
    of formulas: [String], named name: String, shape: Shape, isGiven: Bool = false
  ) throws -> [[Double]] {
    let program: Program
    do {
      program = try Program(inputs: points[0].map(\.shape)) { variables in
        var scope = FormulaScope(derivation, inputs: variables)
        for equation in derivation.function + derivation.adjoints {
          try scope.define(equation.name, as: equation.formula)
        }
        for quantity in quantities where isGiven { try scope.define(quantity.name, as: quantity.formula) }
        return try formulas.map { formula in
          let value = try scope.read(FormulaTerms.sampled(formula, derivation.samples.isEmpty))
          guard value.shape.broadcasts(to: shape) else {
            throw DerivationError.shape(name, "\(value.shape)", expected: "\(shape)")
          }
          return value.broadcast(to: shape)
        }
      }
    } catch let error as DerivationError {
      throw error
    } catch {
      throw DerivationError.formula(name, reason: "\(error)")
    }
    let results = try points.map { try program.run($0) }
    return formulas.indices.map { number in results.flatMap { $0[number].scalars } }
  }
}
