"""Golden requests to Amazon S3, built and signed by botocore, for Tests/EngineTests/ObjectStore/SigningGoldenTests.swift.

    pip install botocore==1.43.11 && python Tests/Oracles/signatures.py

writes Tests/EngineTests/Golden/objectstore/signatures.json: 200 random requests, each with what was asked for (method,
bucket, key, query, body, credentials, time) and what botocore would have sent: the URL, the headers and the signature.
Nothing is sent anywhere, and no key in it is anybody's.
"""

import base64
import datetime
import json
import pathlib
import random
import string
from urllib.parse import parse_qsl, urlsplit

import botocore.auth
import botocore.awsrequest
import botocore.session
from botocore.config import Config

OUT = pathlib.Path(__file__).parent.parent / "EngineTests/Golden/objectstore/signatures.json"
UNSIGNED = ["user-agent", "expect", "content-length", "amz-sdk-invocation-id", "amz-sdk-request"]
AWKWARD = " +=(),%#?&;:@$!*'\"<>[]{}|\\^`~-_./éüñØ日本語🍎\t\x01\x7f"
REGIONS = ["us-east-1", "eu-west-3", "ap-southeast-2", "us-gov-west-1"]
KEYS = [
    "Onion Red/0_100.jpg", "a//b.jpg", "../../etc/passwd.jpg", "/leading.jpg", "Pitahaya/../x.jpg", "a+b=c(d),e%f#g?.jpg",
    "Maçã/é.jpg", "trailing/", "./x.jpg", "%2F.jpg", "%20 .jpg", "~tilde.jpg", "🍌.jpg",
]


def text(dice, characters, least, most):
    return "".join(dice.choice(characters) for _ in range(dice.randint(least, most)))


def operation(dice, key):
    body = dice.randbytes(dice.randint(0, 300))
    return dice.choice([
        ("get_object", {"Key": key}),
        ("get_object", {"Key": key, "Range": f"bytes={dice.randint(0, 99)}-{dice.randint(100, 999)}",
                        "IfMatch": '"' + dice.randbytes(16).hex() + '"'}),
        ("head_object", {"Key": key}),
        ("list_objects_v2", {"Prefix": key, "MaxKeys": dice.randint(1, 1000)}),
        ("list_objects_v2", {"Prefix": key, "ContinuationToken": base64.b64encode(dice.randbytes(30)).decode()}),
        ("put_object", {"Key": key, "Body": body, "ContentType": "image/jpeg"}),
        ("create_multipart_upload", {"Key": key}),
        ("upload_part", {"Key": key, "UploadId": text(dice, string.ascii_letters + "._-~=", 8, 40),
                         "PartNumber": dice.randint(1, 10000), "Body": body}),
        ("abort_multipart_upload", {"Key": key, "UploadId": text(dice, string.ascii_letters + "._-~=", 8, 40)}),
    ])


def sent(session, moment, endpoint, path_style, region, name, parameters):
    """The request as botocore has it when it would open the connection."""
    style = "path" if path_style else "virtual"
    client = session.create_client(
        "s3", region_name=region, endpoint_url=endpoint,
        config=Config(s3={"addressing_style": style, "us_east_1_regional_endpoint": "regional"},
                      request_checksum_calculation="when_required"))
    caught = []

    def catch(request, **_):
        caught.append(request)
        return botocore.awsrequest.AWSResponse(request.url, 200, {}, None)

    client.meta.events.register("before-send.s3", catch)
    botocore.auth.get_current_datetime = lambda *_, **__: moment
    try:
        getattr(client, name)(**parameters)
    except Exception:
        pass  # The answer is empty, which no operation takes; the request has been caught.
    return caught[0]


def case(dice, number):
    key = KEYS[number] if number < len(KEYS) else text(dice, AWKWARD + string.ascii_letters, 1, 40)
    session = botocore.session.Session()
    credentials = {
        "access": "EXAMPLE" + text(dice, string.ascii_uppercase, 13, 13),
        "secret": text(dice, string.ascii_letters + "/+", 40, 40),
        "token": text(dice, string.ascii_letters + "/+=", 80, 200) if dice.random() < 0.5 else None,
    }
    session.set_credentials(credentials["access"], credentials["secret"], credentials["token"])
    moment = datetime.datetime(2024, 1, 1) + datetime.timedelta(seconds=dice.randint(0, 10**8))
    endpoint = dice.choice([None, "http://127.0.0.1:9000", "https://minio.example.org"])
    path_style = endpoint is not None or dice.random() < 0.3
    region, bucket = dice.choice(REGIONS), text(dice, string.ascii_lowercase, 3, 20)
    name, parameters = operation(dice, key)
    request = sent(session, moment, endpoint, path_style, region, name, {"Bucket": bucket, **parameters})
    headers = {name.lower(): value if isinstance(value, str) else value.decode()
               for name, value in request.headers.items()}
    body = request.body or b""
    body = body if isinstance(body, bytes) else body.read()
    return {
        "method": request.method, "endpoint": endpoint, "pathStyle": path_style, "region": region, "bucket": bucket,
        "key": None if name == "list_objects_v2" else key,
        "query": [list(pair) for pair in parse_qsl(urlsplit(request.url).query, keep_blank_values=True)],
        "body": base64.b64encode(body).decode(), "time": int(moment.replace(tzinfo=datetime.UTC).timestamp()),
        **credentials, "url": request.url, "authorization": headers.pop("authorization"),
        "headers": {name: value for name, value in headers.items() if name not in UNSIGNED},
    }


def main():
    dice = random.Random(6)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps([case(dice, number) for number in range(200)], indent=1, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
