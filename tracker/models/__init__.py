"""Everything the tracker keeps, one module per aggregate."""

from tracker.models.access import ApiToken, Installation, LoginLink, Membership
from tracker.models.audit import AuditEntry
from tracker.models.benchmark import (
    BenchmarkAlarm,
    BenchmarkFile,
    BenchmarkRun,
    BenchmarkTarget,
    Measurement,
    RuntimeObservation,
)
from tracker.models.finding import Finding, FindingState
from tracker.models.forge import Delivery, ForgeConnection
from tracker.models.history import HistoryRun
from tracker.models.ownership import Assignment, Owner, OwnerRule
from tracker.models.pull_request import Publication, PullHead, PullRequest
from tracker.models.remedy import Remedy
from tracker.models.repository import Repository
from tracker.models.review import DigestSubscription, ReviewMark, SavedView
from tracker.models.scan import Scan, ScanLogLine, ScanPayload
from tracker.models.snapshot import Snapshot, SnapshotSlice
from tracker.models.subsystem import PhaseTarget, Subsystem, SubsystemRule
from tracker.models.traffic import RouteTraffic, TrafficImport
from tracker.models.unit import CallSite, Classification, Unit, UnitKey, UnitReach, UnitState
from tracker.models.upload import BenchmarkUpload
from tracker.models.waiver import Note, RiskTick, Waiver

__all__ = [
    "ApiToken",
    "Assignment",
    "AuditEntry",
    "BenchmarkAlarm",
    "BenchmarkFile",
    "BenchmarkRun",
    "BenchmarkTarget",
    "BenchmarkUpload",
    "CallSite",
    "Classification",
    "Delivery",
    "DigestSubscription",
    "Finding",
    "FindingState",
    "ForgeConnection",
    "HistoryRun",
    "Installation",
    "LoginLink",
    "Measurement",
    "Membership",
    "Note",
    "Owner",
    "OwnerRule",
    "PhaseTarget",
    "Publication",
    "PullHead",
    "PullRequest",
    "Remedy",
    "Repository",
    "ReviewMark",
    "RiskTick",
    "RouteTraffic",
    "RuntimeObservation",
    "SavedView",
    "Scan",
    "ScanLogLine",
    "ScanPayload",
    "Snapshot",
    "SnapshotSlice",
    "Subsystem",
    "SubsystemRule",
    "TrafficImport",
    "Unit",
    "UnitKey",
    "UnitReach",
    "UnitState",
    "Waiver",
]
