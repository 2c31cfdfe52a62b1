// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// What the quantities of a derivation are called.
struct DerivationNames {
  /// For each line its name.
  let labels: [String]
  /// For each line whether the user named it.
  let isNamed: [Bool]
  /// The name of the value; over samples, that of the sum of the values.
  let output: String
  /// The name of the value of a sample; the value's own name without samples.
  let sampleOutput: String
  /// The name of the weights of a value that is not a single number.
  private(set) var cotangent: String?
  /// The names of adjoints that are written down, by their lines.
  private(set) var shown: [Int: String] = [:]
  private let outputLine: Int
  private var taken: Set<String>
  private var arrays: [(name: String, value: Tensor<Double>)] = []

  init(_ program: Program, isOverSamples: Bool) {
    labels = program.lineLabels
    let shapes = program.lineShapes
    outputLine = program.outputLines[0]
    let numbered = labels.enumerated().map { $1 == "v\($0)" || Double($1) != nil }
    isNamed = numbered.map { !$0 }
    taken = Set(zip(labels, isNamed).filter(\.1).map(\.0))
    let isInput = program.inputLines.contains(outputLine)
    output = isNamed[outputLine] && !isInput ? labels[outputLine] : Self.free("f", taken)
    sampleOutput = isOverSamples ? Self.free(output + "ₛ", taken) : output
    taken.formUnion([output, sampleOutput])
    if shapes[outputLine].elementCount != 1 {
      let name = Self.free(Self.barred(output) ?? "w", taken)
      taken.insert(name)
      cotangent = name
    }
  }

  private static func free(_ name: String, _ taken: Set<String>) -> String {
    taken.contains(name) ? free(name + "′", taken) : name
  }

  // MARK: Adjoints

  /// What the adjoint of a line is called until it is known whether it is written down: no name that users give.
  func adjoint(_ line: Int) -> String { "\u{1}\(line)" }

  /// What the sweep begins with.
  func seed(_ shape: Shape) -> Expression { cotangent.map { .symbol($0, shape) } ?? .filled(1, shape) }

  /// Gives names to adjoints: that of a line with a bar where it takes one, else a numbered δ.
  mutating func choose(for lines: [Int]) {
    var number = 0
    for line in lines {
      if isNamed[line], let name = Self.barred(labels[line]), taken.insert(name).inserted {
        shown[line] = name
        continue
      }
      repeat { number += 1 } while taken.contains("δ" + TextWriter.lowered(number))
      shown[line] = "δ" + TextWriter.lowered(number)
    }
  }

  /// The name with a bar above its letter, when that is one letter without an accent.
  private static func barred(_ name: String) -> String? {
    let parts = NameParts(name)
    guard parts.isOneLetter, parts.accents.isEmpty, let letter = name.unicodeScalars.first,
      String(letter) == parts.base
    else { return nil }
    return String(letter) + "\u{304}" + String(String.UnicodeScalarView(name.unicodeScalars.dropFirst()))
  }

  /// What stands at last for a name: for the adjoint of a line its own, for the output's line the value's.
  func final(_ name: String, _ shapes: [Shape]) -> Expression? {
    if name == labels[outputLine], name != sampleOutput { return .symbol(sampleOutput, shapes[outputLine]) }
    guard name.hasPrefix("\u{1}"), let line = Int(name.dropFirst()) else { return nil }
    return shown[line].map { .symbol($0, shapes[line]) }
  }

  /// What a derivative is called.
  func derivative(by input: String) -> String {
    cotangent == nil ? "∂\(output)/∂\(input)" : Self.barred(input) ?? "\(input)\u{304}"
  }

  // MARK: Constants

  /// A name for an array that is too long to be written where it is used.
  mutating func constant(_ value: Tensor<Double>, _ expression: Expression) -> Expression {
    guard case .literal = expression.form else { return expression }
    let known = arrays.first { $0.value == value }
    let name = known?.name ?? Self.free("c" + TextWriter.lowered(arrays.count + 1), taken)
    if known == nil {
      arrays.append((name, value))
      taken.insert(name)
    }
    return .symbol(name, value.shape)
  }

  /// A name for each unit vector in the formulas, as constants.
  mutating func name(unitVectorsIn expressions: [Expression]) -> [Expression: Expression] {
    var symbols: [Expression: Expression] = [:]
    for unit in expressions.flatMap(\.units) where symbols[unit] == nil {
      guard case .unit(let position) = unit.form else { continue }
      let name = Self.free("e" + TextWriter.lowered(position), taken)
      taken.insert(name)
      arrays.append((name, Tensor((0..<unit.shape[0]).map { $0 == position ? 1 : 0 })))
      symbols[unit] = .symbol(name, unit.shape)
    }
    return symbols
  }

  /// The arrays that formulas name.
  func constants(in expressions: [Expression]) -> [Derivation.Constant] {
    let used = Set(expressions.flatMap { $0.symbols.keys })
    return arrays.filter { used.contains($0.name) }.map {
      Derivation.Constant(name: $0.name, value: $0.value)
    }
  }
}

extension Expression {
  /// The unit vectors that occur.
  fileprivate var units: [Expression] {
    if case .unit = form { return [self] }
    return parts.flatMap(\.units)
  }
}
