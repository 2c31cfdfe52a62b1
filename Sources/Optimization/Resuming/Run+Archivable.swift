// SPDX-License-Identifier: Apache-2.0
public import Tensors

extension Point: Archivable {
  mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("parameters", &parameters)
    archive.exchange("gradient", &gradient)
    archive.exchange("value", &value)
  }
}

extension EvaluationCounts: Archivable {
  /// Saves or restores the counts.
  public mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("values", &values)
    archive.exchange("gradients", &gradients)
    archive.exchange("jacobians", &jacobians)
    archive.exchange("jacobianProducts", &jacobianProducts)
    archive.exchange("secondDerivatives", &secondDerivatives)
    archive.exchange("hessianVectorProducts", &hessianVectorProducts)
    archive.exchange("hessians", &hessians)
  }
}

/// The records of iterations as columns; what an iteration has not is NaN.
struct ArchivedRecords: Archivable {
  private(set) var records: [IterationRecord]

  init(_ records: [IterationRecord]) { self.records = records }

  mutating func exchange(with archive: inout StateArchive) {
    if archive.isRestoring {
      var iterations: [Int] = []
      archive.exchange("iteration", &iterations)
      records = iterations.map { IterationRecord(iteration: $0, value: .nan, gradientNorm: .nan) }
    } else {
      var iterations = records.map(\.iteration)
      archive.exchange("iteration", &iterations)
    }
    exchange("value", \.value, with: &archive)
    exchange("gradientNorm", \.gradientNorm, with: &archive)
    exchange("stepNorm", \.stepNorm, with: &archive)
    exchange("stepLength", \.stepLength.orNaN, with: &archive)
    exchange("damping", \.damping.orNaN, with: &archive)
    exchange("radius", \.radius.orNaN, with: &archive)
    exchange("gainRatio", \.gainRatio.orNaN, with: &archive)
    exchange("accepted", \.isAccepted.asNumber, with: &archive)
  }

  private mutating func exchange(
    _ name: String, _ figure: WritableKeyPath<IterationRecord, Double>, with archive: inout StateArchive
  ) {
    var column = records.map { $0[keyPath: figure] }
    archive.exchange(name, &column)
    guard column.count == records.count else {
      return archive.reject(name, "has \(column.count) numbers for \(records.count) iterations")
    }
    for row in records.indices { records[row][keyPath: figure] = column[row] }
  }
}

extension Double? {
  /// The number, or NaN for none.
  fileprivate var orNaN: Double {
    get { self ?? .nan }
    set { self = newValue.isNaN ? nil : newValue }
  }
}

extension Bool {
  /// 1 for true and 0 for false.
  fileprivate var asNumber: Double {
    get { self ? 1 : 0 }
    set { self = newValue != 0 }
  }
}
