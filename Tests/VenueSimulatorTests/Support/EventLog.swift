import Synchronization
import VenueRuntime

/// The events of one call; a class, since observers on any thread add to it.
final class EventLog: Sendable {
    private let events = Mutex<[TransportEvent]>([])

    /// Adds an event.
    func add(_ event: TransportEvent) { events.withLock { $0.append(event) } }

    /// The events so far.
    var all: [TransportEvent] { events.withLock { $0 } }
}
