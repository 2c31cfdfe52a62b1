// SPDX-License-Identifier: Apache-2.0
internal import Formulas
internal import Wengert

/// The columns of the file that a fit is about.
struct FitData {
  let inputs: [String]
  let targets: [String]
  let task: FitTask
  /// The rows without missing values that train, and those that validate.
  let training: Dataset
  let validation: Dataset?
  /// All rows without missing values, in the order of the file.
  let all: Dataset
  /// The number of rows that are left out.
  let droppedCount: Int

  private let format: CSVFormat

  init(_ request: FitRequest) throws {
    var format = CSVFormat()
    format.delimiter = request.delimiter
    self.format = format
    let table = try Table(csv: request.path, format: format)
    targets = request.targets
    inputs = try Self.inputs(request, table)
    for name in targets + inputs { try Self.check(name, in: table.names) }
    task = try FitTask(request, table)
    var numbered = table
    if case .classification(let classes) = task {
      numbered = try table.numbering(targets[0], by: classes)
    }
    try Self.checkNumbers(in: inputs + targets, of: numbered, at: request.path, format)
    let rows: Tensor<Double> = try numbered.tensor(of: inputs + targets)
    let (whole, dropped) = Self.withoutMissing(rows)
    droppedCount = dropped
    guard whole.shape[0] > 0 else { throw ModelError.noSamples }
    let targetColumns = whole.columns(inputs.count..<whole.shape[1])
    // A formula and a class are one number for each row.
    let isFlat = request.formula != nil || request.predictsClasses
    all = try Dataset(
      inputs: whole.columns(0..<inputs.count),
      targets: isFlat ? targetColumns.reshaped(to: [whole.shape[0]]) : targetColumns)
    guard request.holdout > 0 else {
      (training, validation) = (all, nil)
      return
    }
    var random = Xoshiro256(seed: request.seed)
    let parts = all.split(holdingOut: request.holdout, using: &random)
    guard parts.training.count > 0 else { throw UsageError("--holdout leaves no row to train with") }
    (training, validation) = (parts.training, parts.heldOut)
  }

  /// The inputs of another file with the same columns, and all of its columns.
  func inputs(ofFile path: String) throws -> (inputs: Tensor<Double>, table: Table) {
    let table = try Table(csv: path, format: format)
    for name in inputs { try Self.check(name, in: table.names) }
    try Self.checkNumbers(in: inputs, of: table, at: path, format)
    return (try table.tensor(of: inputs), table)
  }

  /// Those that are asked for, those of the formula, or all that hold numbers and are no targets.
  private static func inputs(_ request: FitRequest, _ table: Table) throws -> [String] {
    if let inputs = request.inputs { return inputs }
    if let text = request.formula {
      let names = try Formula(text).names
      return table.names.filter { names.contains($0) && !request.targets.contains($0) }
    }
    return zip(table.names, table.columns).filter { $1.kind == .numbers && !request.targets.contains($0) }
      .map { $0.0 }
  }

  private static func check(_ name: String, in names: [String]) throws(UsageError) {
    guard names.contains(name) else { throw UsageError(unknown: "column", name, known: names) }
  }

  /// - Throws: `FileError` at the first cell that holds a word where a number is needed.
  private static func checkNumbers(
    in names: [String], of table: Table, at path: String, _ format: CSVFormat
  ) throws {
    let texts = names.filter { table[$0]?.kind == .text }
    guard !texts.isEmpty else { return }
    var strict = format
    for name in texts { strict.kinds[name] = .numbers }
    _ = try Table(csv: path, format: strict)
  }

  private static func withoutMissing(_ rows: Tensor<Double>) -> (Tensor<Double>, dropped: Int) {
    let width = rows.shape[1]
    var scalars: [Double] = []
    for start in stride(from: 0, to: rows.count, by: max(1, width)) {
      let row = rows.scalars[start..<start + width]
      if row.allSatisfy(\.isFinite) { scalars += row }
    }
    let count = width > 0 ? scalars.count / width : 0
    let kept = (try? Tensor(scalars).reshaped(to: [count, width])) ?? rows
    return (kept, rows.shape[0] - count)
  }
}

extension Table {
  /// The table with the words of a column as their places among categories.
  fileprivate func numbering(_ name: String, by categories: [String]) throws -> Table {
    let numbers = Column.numbers(try tensor(of: name, numbering: categories).scalars)
    return try Table(zip(names, columns).map { ($0, $0 == name ? numbers : $1) })
  }
}

extension Tensor<Double> {
  /// Some columns of a matrix.
  func columns(_ range: Range<Int>) -> Tensor {
    let (count, width) = (shape[0], shape[1])
    let taken = (0..<count).flatMap { scalars[$0 * width + range.lowerBound..<$0 * width + range.upperBound] }
    return (try? Tensor(taken).reshaped(to: [count, range.count])) ?? self
  }
}
