// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A history as columns of numbers; what an epoch has not is NaN.
struct EpochColumns: Archivable {
  /// The names of the columns in the order of files: those of every history, then the metrics by their names.
  private(set) var names: [String]
  private var columns: [[Double]]

  private static let fixed = ["epoch", "loss", "validation loss", "gradient norm", "step length", "seconds"]

  /// The names that no metric can have.
  static var reserved: Set<String> { Set(fixed) }

  init(_ history: [EpochRecord]) {
    let metrics = Set(history.flatMap(\.metrics.keys)).sorted()
    names = Self.fixed + metrics
    columns = [
      history.map { Double($0.epoch) }, history.map(\.loss), history.map { $0.validationLoss ?? .nan },
      history.map(\.gradientNorm), history.map { $0.stepLength ?? .nan }, history.map(\.seconds),
    ]
    columns += metrics.map { name in history.map { $0.metrics[name] ?? .nan } }
  }

  /// The table of the columns.
  var table: Table {
    get throws { try Table(zip(names, columns).map { ($0, .numbers($1)) }) }
  }

  /// The history.
  var records: [EpochRecord] {
    columns[0].indices.map { row in
      func figure(_ column: Int) -> Double? {
        let value = columns[column][row]
        return value.isNaN ? nil : value
      }
      return EpochRecord(
        epoch: Int(columns[0][row]), loss: columns[1][row], validationLoss: figure(2),
        gradientNorm: columns[3][row], stepLength: figure(4),
        metrics: Dictionary(
          uniqueKeysWithValues: names.indices.dropFirst(Self.fixed.count).map {
            (names[$0], columns[$0][row])
          }
        ), seconds: columns[5][row])
    }
  }

  mutating func exchange(with archive: inout StateArchive) {
    var metrics = names.dropFirst(Self.fixed.count).joined(separator: "\n")
    archive.exchange("metrics", &metrics)
    if archive.isRestoring {
      names = Self.fixed + metrics.split(separator: "\n").map(String.init)
      columns = names.map { _ in [] }
    }
    for (number, name) in names.enumerated() { archive.exchange(name, &columns[number]) }
    guard archive.isRestoring else { return }
    let epochs = columns[0]
    let isWhole =
      columns.allSatisfy { $0.count == epochs.count }
      && epochs.enumerated().allSatisfy { Double($0.offset) == $0.element }
    if !isWhole {
      archive.reject("history", "has columns of different lengths, or epochs out of order")
      columns = names.map { _ in [] }
    }
  }
}
