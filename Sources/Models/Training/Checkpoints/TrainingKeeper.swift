// SPDX-License-Identifier: Apache-2.0
internal import Optimization
internal import Tensors

/// Keeps a run of training: writes its checkpoints, restores it from them, and ends it when that is wished for.
final class TrainingKeeper: RunKeeper {
  var record: TrainingRecord
  /// The checkpoint that the run went on from.
  private(set) var resumption: Resumption?

  private let model: Model
  private let checkpoints: Checkpoints?
  private let stop: StopRequest?
  private let noise: (any NoiseSource)?
  private var updates = 0
  private var lastWrite = ContinuousClock.now
  /// Whether the file at the path is a good checkpoint, which is worth keeping when the next one is written.
  private var isNewestGood = false

  /// The names of what is not a parameter begin so.
  private static let prefix = "run/"
  /// Where a method keeps the parameters, which the file has by their own names.
  private static let parameters = "run/method/point/parameters"

  init(
    _ model: Model, _ record: TrainingRecord, checkpoints: Checkpoints?, stop: StopRequest?,
    noise: (any NoiseSource)?
  ) {
    self.model = model
    self.record = record
    self.checkpoints = checkpoints
    self.stop = stop
    self.noise = noise
  }

  var directive: Directive { record.stopping.hasRunOut ? .stop : .continue }

  // MARK: Writing

  func keep(_ run: inout some Archivable, at moment: RunMoment) throws -> Directive {
    updates += 1
    let isStopped = stop?.isRequested == true || Task.isCancelled
    if let checkpoints, isStopped || isDue(checkpoints.interval, moment) {
      try write(&run, to: checkpoints)
    }
    return isStopped ? .stop : .continue
  }

  private func isDue(_ interval: Checkpoints.Interval, _ moment: RunMoment) -> Bool {
    guard moment != .end else { return true }
    return switch interval {
    case .updates(let count): updates.isMultiple(of: max(1, count))
    case .epochs(let count):
      moment == .iteration && (record.history.last?.epoch ?? 0).isMultiple(of: max(1, count))
    case .seconds(let seconds): lastWrite.duration(to: .now) / .seconds(1) >= seconds
    }
  }

  private func write(_ run: inout some Archivable, to checkpoints: Checkpoints) throws {
    record.noise = noise?.noise
    var archive = StateArchive()
    archive.exchange("run/method", &run)
    archive.exchange("run/training", &record)
    try model.moveParameters(of: &archive, from: Self.parameters)
    try archive.write(
      safetensors: checkpoints.path, keeping: isNewestGood ? checkpoints.previousPath : nil)
    isNewestGood = true
    lastWrite = .now
  }

  // MARK: Restoring

  func restore(_ run: inout some Archivable) throws -> Bool {
    guard let checkpoints, checkpoints.resumes else { return false }
    var faults: [(error: any Error, mismatch: StateMismatch?)] = []
    for path in [checkpoints.path, checkpoints.previousPath] where fileExists(path) {
      do {
        try restore(&run, from: path)
        isNewestGood = path == checkpoints.path
        resumption = Resumption(
          path: path, epoch: record.history.last?.epoch ?? 0, fault: faults.first.map { "\($0.error)" })
        return true
      } catch let error as CheckpointError {
        faults.append((error, error.mismatch))
      } catch {
        faults.append((error, nil))
      }
    }
    guard let first = faults.first else { return false }
    throw CheckpointError(
      path: checkpoints.path, mismatch: first.mismatch ?? StateMismatch(),
      fault: first.mismatch == nil ? "\(first.error)" : nil,
      previousFault: faults.dropFirst().first.map { $0.mismatch?.description ?? "\($0.error)" })
  }

  /// Puts the run where the file says or, on an error, leaves it where it is.
  private func restore(_ run: inout some Archivable, from path: String) throws {
    var archive = try StateArchive(safetensors: path)
    var mismatch = model.gatherParameters(of: &archive, to: Self.parameters) { $0.hasPrefix(Self.prefix) }
    var (restored, record) = (run, record)
    archive.exchange("run/method", &restored)
    archive.exchange("run/training", &record)
    archive.finishRestoring()
    mismatch.add(archive.mismatch, without: Self.parameters)
    guard mismatch.isEmpty else {
      throw CheckpointError(path: path, mismatch: mismatch, fault: nil, previousFault: nil)
    }
    (run, self.record) = (restored, record)
    if let saved = record.noise { noise?.noise = saved }
  }
}

/// An objective whose evaluations draw noise.
protocol NoiseSource: AnyObject {
  /// What it is drawn from.
  var noise: Xoshiro256 { get set }
}
