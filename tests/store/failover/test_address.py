"""REDIS_URL is read: one server, or sentinels, with what is theirs and what is the server's."""

import ssl
from typing import Any

from redis.connection import Connection
from redis.sentinel import SentinelManagedSSLConnection

from store.address import Address, read_address
from store.client import CONNECT_SECONDS, make_client


def test_the_address_of_one_server_stays_as_it_is() -> None:
    for url in (
        "redis://:p%40ss@127.0.0.1:6379/1?socket_timeout=0.3",
        "unix:///run/redis.sock",
        "rediss://host",
    ):
        assert read_address(url) == Address(url)


def test_replicas_are_asked_for_and_not_told_to_the_client() -> None:
    assert read_address("redis://host/0?replicas=2&socket_timeout=0.3") == Address(
        "redis://host/0?socket_timeout=0.3", 2
    )


def test_sentinels_name_the_primary_and_one_replica_confirms_unless_told_otherwise() -> None:
    found = read_address("redis+sentinel://one:26380,two,[::1]:5/line/3")
    assert found.replicas == 1
    assert found.sentinels is not None
    assert found.sentinels.hosts == (("one", 26380), ("two", 26379), ("::1", 5))
    assert found.sentinels.name == "line"
    assert read_address("redis+sentinel://one/line?replicas=0").replicas == 0


def test_user_password_and_tls_reach_whom_they_are_for() -> None:
    client: Any = make_client(
        "rediss+sentinel://ann:p%40ss@one,two/line/3?sentinel_username=eve&sentinel_password=s%26s"
        "&ssl_ca_certs=/ca.pem&socket_timeout=0.3"
    )
    pool = client.connection_pool
    told = pool.connection_kwargs
    assert (told["username"], told["password"], told["db"]) == ("ann", "p@ss", 3)
    assert (told["socket_timeout"], told["socket_connect_timeout"]) == (0.3, CONNECT_SECONDS)
    assert told["ssl_ca_certs"] == "/ca.pem" and pool.connection_class is SentinelManagedSSLConnection
    for sentinel in pool.sentinel_manager.sentinels:
        asked: Connection = sentinel.connection_pool.make_connection()
        assert (asked.credential_provider, asked.username, asked.password) == (None, "eve", "s&s")
        assert asked.cert_reqs == ssl.CERT_REQUIRED and asked.ca_certs == "/ca.pem"
        assert (asked.db, asked.socket_timeout) == (0, 0.3)
